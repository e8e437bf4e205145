// Convnet in a minute, as it is typed where this repository is not. In the repository: examples/03-model.fsx and its neighbours.
#r "nuget: Convnet.Functional"

open Convnet
open Convnet.Functional

// A model is an expression, checked when it is composed.
let block filters =
    conv2d filters (3, 3) relu >> maxPooling2d (2, 2)

let convnet =
    input [ 28; 28; 1 ] |> block 16 |> block 32 |> flatten |> dense 10 softmax

printfn "%s" (Model.summary convnet)

// Digits that the program draws; Mnist.fetch () brings the real ones.
let quick = fsi.CommandLineArgs |> Array.contains "--quick"

let data =
    if quick then
        Digits.generate 1 512 256
    else
        Digits.generate 1 6000 1000

// A trainer says how a model learns. Train.fit gives back model, weights and scores in one value.
let trained =
    Trainer(convnet, CategoricalCrossentropy(), RMSprop(), BatchSize = 64, Seed = 42)
    |> Train.fitWith data.Test 2 data.Train

printfn "%O" (trained |> Train.evaluate data.Test)
