// Convnet in a minute, as it is typed where this repository is not; 01-tensor.fsx and its neighbours take their time.
#r "nuget: Convnet.Functional"

open Convnet
open Convnet.Functional

// A model is an expression, checked when it is composed.
let block filters =
    conv2d filters (3, 3) relu >> maxPooling2d (2, 2)

let convnet =
    input [ 28; 28; 1 ]
    |> block 32
    |> block 64
    |> conv2d 64 (3, 3) relu
    |> flatten
    |> dense 64 relu
    |> dense 10 softmax

printfn "%s" (Model.summary convnet)

// Digits that the program draws; Mnist.fetch () brings the real ones. `--quick` takes few.
let quick = fsi.CommandLineArgs |> Array.contains "--quick"

let mnist =
    if quick then
        Digits.generate 1 256 128
    else
        Digits.generate 1 6000 1000

// A trainer says how a model learns. Train.fit gives model, weights and scores in one value.
let trainer =
    Trainer(convnet, CategoricalCrossentropy(), RMSprop(), BatchSize = 64, Seed = 42)

let trained = trainer |> Train.fit 2 mnist.Train
let score = trained |> Train.evaluate mnist.Test
printfn "loss %.4f accuracy %.4f" score.Loss score.Accuracy
let probabilities = trained |> Train.predict mnist.Test

// Behind it is a lazy sequence: at most 50 epochs, stop after 3 without a better validation, keep the best.
let best =
    trainer
    |> Train.epochs mnist.Train
    |> Train.validate mnist.Test
    |> Train.stopEarly 3
    |> Seq.truncate (if quick then 4 else 50)
    |> Seq.maxBy (fun epoch -> epoch.Validation.Value.Accuracy)

printfn "best: epoch %d, %O" best.Number best.Validation

// All of it is pure functions of weights and data, and of gradients that go back through them.
let weights = Model.initialize 42 convnet
let batch = mnist.Train |> Data.take 64 |> Data.batch

let loss, gradient =
    Model.gradient (CategoricalCrossentropy()) convnet weights batch

let output, pullback = Model.pullback convnet weights batch.Input
let saliency = (pullback output).Input
printfn "loss %.4f, gradient by the images %O" loss saliency

// Every option of a layer, and a residual block, are expressions too.
let same filters activation =
    layer (Conv2D(filters, (3, 3), Padding = Padding.Same, Activation = activation))

let residualBlock filters =
    residual (same filters relu >> same filters linear) >> activation relu

printfn "%O" (input [ 28; 28; 1 ] |> same 8 relu |> residualBlock 8)

// Surgery: a new head on frozen features. What is kept keeps its weights.
let features, kept =
    (convnet, best.Parameters)
    |> Model.collect 7 (fun place l ->
        match l with
        | Dense d when d.Units = 10 -> [ Dense(5, Activation = Activation.Softmax) ]
        | Dense _ -> [ l ]
        | _ -> [ Frozen l ])

let maps = Model.activations features kept batch.Input
printfn "one channel of one image: %O" (maps["conv2d_1"].[0, *, *, 3])

// Own data are arrays.
let images = [| for i in 0..63 -> batch.Input[i, *, *, 0].ToArray() |]
let labels = batch.Target.ToArray() |> Array.map int
let mine = Data.ofArrays [ 28; 28; 1 ] images labels
printfn "%O" mine
