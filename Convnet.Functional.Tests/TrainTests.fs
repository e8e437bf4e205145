module Convnet.Functional.Tests.TrainTests

open System
open System.IO
open System.Threading
open Xunit
open Convnet
open Convnet.Functional
open Convnet.Functional.Tests.Fixtures

[<Fact>]
let ``Exclusive or is learned`` () =
    let trained = perceptron |> Train.fit 200 points
    let outputs = (trained |> Train.predict points).ToArray()
    Assert.Equal<bool array>([| false; true; true; false |], outputs |> Array.map (fun p -> p > 0.5f))
    Assert.Equal<int array>([| 0; 1; 1; 0 |], trained |> Train.classify points)

[<Fact>]
let ``Nothing is trained before an epoch is asked for, and each reading trains anew`` () =
    let evaluations = ref 0

    let counting =
        { new ILoss with
            member _.Evaluate(prediction, target) =
                Interlocked.Increment evaluations |> ignore
                MeanSquaredError().Evaluate(prediction, target)
        }

    let epochs =
        Trainer(perceptron.Model, counting, SGD(), BatchSize = 4) |> Train.epochs points

    Assert.Equal(0, evaluations.Value)
    let first = Seq.head epochs
    let ofOneEpoch = evaluations.Value
    Assert.True(ofOneEpoch > 0)
    let again = epochs |> Seq.truncate 2 |> Seq.toList
    Assert.Equal(3 * ofOneEpoch, evaluations.Value)
    Assert.Equal(first.Parameters, again[0].Parameters)

[<Fact>]
let ``The sequence of epochs is what fit walks`` () =
    let last = perceptron |> Train.epochs points |> Seq.item 2
    let fitted = perceptron |> Train.fit 3 points
    Assert.Equal(fitted.Parameters, last.Parameters)
    Assert.Equal(3, last.Number)
    Assert.Equal(Train.history fitted, Train.history last)

[<Fact>]
let ``Going on from a state gives the bits of not having stopped`` () =
    let whole = perceptron |> Train.fit 5 points
    let stopped = perceptron |> Train.fit 2 points
    let resumed = perceptron |> Train.from stopped.State |> Train.fit 3 points
    Assert.Equal(whole.Parameters, resumed.Parameters)
    Assert.Equal(5, resumed.Number)

[<Fact>]
let ``Training starts from weights of one's own`` () =
    let weights = Model.initialize 77 perceptron.Model
    let started = perceptron |> Train.from (TrainingState.Of(perceptron, weights))
    Assert.Equal(weights, started.From.Parameters)
    let ofAnother = perceptron |> Train.fit 1 points
    Assert.NotEqual(ofAnother.Parameters, (started |> Train.fit 1 points).Parameters)

[<Fact>]
let ``Validated epochs are chosen by their validation's score`` () =
    let test = bars 30

    let best =
        classifier
        |> Train.epochs (bars 60)
        |> Train.validate test
        |> Seq.truncate 4
        |> Seq.maxBy (fun epoch -> epoch.Validation.Value.Accuracy)

    Assert.Equal(best |> Train.evaluate test, best.Validation.Value)
    Assert.Equal(best.Number, best.History["val_loss"].Count)

[<Fact>]
let ``fitWith scores each epoch on the validation data`` () =
    let trained = classifier |> Train.fitWith (bars 30) 2 (bars 60)
    let history = Train.history trained
    Assert.Equal<string seq>([ "accuracy"; "loss"; "val_accuracy"; "val_loss" ], history.Names)
    Assert.Equal(2, history["val_accuracy"].Count)
    Assert.Equal(trained.Validation.Value.Loss, history["val_loss"][1])

[<Fact>]
let ``A confusion matrix is measured over data`` () =
    let data = bars 60
    let trained = classifier |> Train.fit 2 data
    let predicted = trained |> Train.classify data
    let matrix = trained |> Train.measure (ConfusionMatrix 3) data
    Assert.Equal(ConfusionMatrix.Of(labels 60, predicted, 3), matrix)

[<Fact>]
let ``Classes are the places of the largest outputs`` () =
    let data = bars 60
    let trained = classifier |> Train.fit 12 data
    let score = trained |> Train.evaluate data

    let right =
        Seq.zip (trained |> Train.classify data) (labels 60)
        |> Seq.filter (fun (predicted, label) -> predicted = label)
        |> Seq.length

    Assert.Equal(score.Accuracy, float right / 60.0, 12)
    Assert.True(score.Accuracy > 0.9, string score)

[<Fact>]
let ``Classes of what is no row of classes are refused`` () =
    let pictures =
        Trainer(input [ 8; 8; 1 ] |> conv2d 1 (1, 1) linear, MeanSquaredError(), SGD(), Progress = Progress.None)

    let data = Data.ofTensors (Data.batch (bars 6)).Input (Data.batch (bars 6)).Input
    let trained = pictures |> Train.fit 1 data

    let exception' =
        Assert.Throws<ShapeException>(fun () -> trained |> Train.classify data |> ignore)

    Assert.Contains("(6, 8, 8, 1)", exception'.Message)

[<Fact>]
let ``Data of another shape is refused before anything is read`` () =
    Assert.Throws<ShapeException>(fun () -> perceptron |> Train.epochs (bars 6) |> ignore)
    |> ignore

[<Fact>]
let ``Steps are the states within the epochs`` () =
    let trainer =
        Trainer(perceptron.Model, perceptron.Loss, Adam 0.05, BatchSize = 2, Progress = Progress.None)

    let states = trainer |> Train.steps points |> Seq.truncate 4 |> Seq.toList
    let epochs = trainer |> Train.epochs points |> Seq.truncate 2 |> Seq.toList
    Assert.Equal(epochs[0].State, states[1])
    Assert.Equal(epochs[1].State, states[3])

[<Fact>]
let ``Saved weights are loaded by the model and by no other`` () =
    inFolder (fun folder ->
        let file = IO.Path.Combine(folder, "weights.safetensors")
        let trained = perceptron |> Train.fit 1 points
        trained |> Train.save file
        let loaded = perceptron.Model |> Model.loadWeights file
        Assert.Equal(trained.Parameters, loaded)
        let bytes = IO.File.ReadAllBytes file
        Model.saveWeights file loaded
        Assert.Equal<byte array>(bytes, IO.File.ReadAllBytes file)

        let refusal =
            Assert.Throws<IO.InvalidDataException>(fun () -> classifier.Model |> Model.loadWeights file |> ignore)

        Assert.Contains(file, refusal.Message)
        Assert.Contains("dense/kernel has the shape (2, 8), but the model needs (64, 3)", refusal.Message)
        Assert.Contains("the model has no dense_1/kernel (8, 1)", refusal.Message)
        Assert.Contains("The file has dense/bias, dense/kernel, dense_1/bias, dense_1/kernel.", refusal.Message))

[<Fact>]
let ``Gradients are saved by their names, and weights without names refused`` () =
    inFolder (fun folder ->
        let file = IO.Path.Combine(folder, "weights.safetensors")
        let model = perceptron.Model

        let _, gradient =
            Model.gradient (MeanSquaredError()) model (Model.initialize 1 model) xor

        Model.saveWeights file gradient
        Assert.Equal(gradient, model |> Model.loadWeights file)

        let bare =
            Parameters.OfChildren [ Parameters.Of(struct ("kernel", Tensor.Zeros(Shape [ 2; 8 ]))) ]

        let refusal =
            Assert.Throws<ArgumentException>(fun () -> Model.saveWeights file bare)

        Assert.Contains("0/kernel", refusal.Message))
