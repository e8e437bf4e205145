module Convnet.Functional.Tests.TrainTests

open System
open System.IO
open System.Threading
open Xunit
open Convnet
open Convnet.Functional
open Convnet.Functional.Tests.Fixtures

let points = Data.ofTensors xor.Input xor.Target

let perceptron =
    Trainer(
        input [ 2 ] |> dense 8 Activation.Tanh |> dense 1 sigmoid,
        MeanSquaredError(),
        Adam 0.05,
        BatchSize = 4,
        Seed = 1,
        Progress = Progress.None
    )

let classifier =
    Trainer(
        input [ 8; 8; 1 ] |> flatten |> dense 3 softmax,
        CategoricalCrossentropy(),
        Adam 0.01,
        Seed = 2,
        Progress = Progress.None
    )

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
let ``At most so many epochs, ended after some without improvement, of which the best is kept`` () =
    let train, test = bars 60, bars 30

    let best =
        classifier
        |> Train.epochs train
        |> Train.validate test
        |> Train.stopEarly 3
        |> Seq.truncate 50
        |> Seq.maxBy (fun epoch -> epoch.Validation.Value.Accuracy)

    Assert.Equal(best |> Train.evaluate test, best.Validation.Value)
    Assert.InRange(best.Number, 1, 50)

[<Fact>]
let ``Stopping early without validation says that Train.validate comes before`` () =
    let exception' =
        Assert.Throws<InvalidOperationException>(fun () ->
            classifier
            |> Train.epochs (bars 60)
            |> Train.stopEarly 3
            |> Seq.truncate 2
            |> Seq.toList
            |> ignore)

    Assert.Contains("put Train.validate", exception'.Message)
    Assert.Contains("Epoch 1 has no 'val_loss', only accuracy, loss", exception'.Message)

[<Fact>]
let ``A rule stops, and the last of the best so far is the best`` () =
    let rule =
        EarlyStopping("val_accuracy", Patience = 1, MinDelta = 2.0, Baseline = 0.0)

    let stopped =
        classifier
        |> Train.epochs (bars 60)
        |> Train.validate (bars 30)
        |> Train.stopEarlyBy rule
        |> Seq.toList

    Assert.Equal(2, stopped.Length)
    Assert.Equal(1, (stopped |> Train.bestBy rule |> Seq.last).Number)

    let smallest = stopped |> List.minBy (fun epoch -> epoch.Validation.Value.Loss)

    Assert.Equal(smallest, stopped |> Train.best "val_loss" |> Seq.last)

[<Fact>]
let ``Epochs are saved, logged and limited in time as they pass`` () =
    inFolder (fun folder ->
        let log = Path.Combine(folder, "log.csv")
        let saved = ResizeArray<int>()

        let last =
            perceptron
            |> Train.epochs points
            |> Train.checkpoint 2 (fun epoch -> saved.Add epoch.Number)
            |> Train.logCsv log
            |> Train.withinTime (TimeSpan.FromMinutes 10.0)
            |> Seq.truncate 5
            |> Seq.last

        Assert.Equal<int seq>([ 2; 4 ], saved)
        let lines = File.ReadAllLines log
        Assert.Equal(6, lines.Length)
        Assert.Equal("epoch,loss", lines[0])
        Assert.Equal(last.Training.Loss, float (lines[5].Split(',')[1])))

[<Fact>]
let ``Weights are saved under the number of their epoch`` () =
    inFolder (fun folder ->
        let epochs =
            perceptron
            |> Train.epochs points
            |> Train.checkpointTo 2 (Path.Combine(folder, "xor-{epoch:00}.safetensors"))
            |> Seq.truncate 4
            |> Seq.toList

        for epoch in [ epochs[1]; epochs[3] ] do
            let file = Path.Combine(folder, $"xor-0{epoch.Number}.safetensors")
            Assert.Equal(epoch.Parameters, Model.loadWeights file perceptron.Model)

        Assert.Equal(2, Directory.GetFiles(folder).Length))

[<Fact>]
let ``Rules adapt what the next epoch is trained with, the older first`` () =
    let rates =
        perceptron
        |> Train.adapt (fun epoch trainer -> trainer.WithLearningRate(1.0 / float epoch.Number))
        |> Train.adapt (fun _ trainer -> trainer.WithLearningRate(trainer.LearningRate / 4.0))
        |> Train.epochs points
        |> Seq.map (fun epoch -> epoch.Trainer.LearningRate)
        |> Seq.truncate 3
        |> Seq.toList

    Assert.Equal<float list>([ 0.25; 0.125; 1.0 / 3.0 / 4.0 ], rates)

[<Fact>]
let ``On a plateau the learning rate becomes smaller, whether by its word or by adapt`` () =
    let rule = ReduceOnPlateau("loss", Patience = 1, MinDelta = 100.0, Factor = 0.5)

    let rates trainer =
        trainer
        |> Train.epochs points
        |> Seq.map (fun epoch -> epoch.Trainer.LearningRate)
        |> Seq.truncate 3
        |> Seq.toList

    Assert.Equal<float list>([ 0.05; 0.025; 0.0125 ], perceptron |> Train.reduceOnPlateau rule |> rates)

    Assert.Equal<float list>(
        [ 0.05; 0.025; 0.0125 ],
        perceptron
        |> Train.adapt (fun epoch trainer -> rule.Adapt(epoch, trainer))
        |> rates
    )

[<Fact>]
let ``Going on with an epoch's trainer goes on with what its rules have learned`` () =
    let trainer =
        Trainer(perceptron.Model, perceptron.Loss, Adam 0.05, BatchSize = 2, Validation = points)
        |> Train.reduceOnPlateau (ReduceOnPlateau(Patience = 2, MinDelta = 100.0))

    let whole = trainer |> Train.epochs points |> Seq.truncate 5 |> Seq.toList

    let resumed =
        whole[1].Trainer
        |> Train.from whole[1].State
        |> Train.epochs points
        |> Seq.item 2

    Assert.Equal(whole[4].State, resumed.State)

    Assert.Equal<string list>(
        [ "0.0500"; "0.0500"; "0.0050"; "0.0050"; "0.0005" ],
        whole |> List.map (fun epoch -> epoch.Trainer.LearningRate.ToString "F4")
    )

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
