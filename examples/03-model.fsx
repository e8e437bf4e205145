// 3. A model is an expression: words from model to model, chained with |> and put together with >>.
#load "convnet.fsx"

open Convnet
open Convnet.Functional

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

// Where every shape comes from, and the expression that makes the model, which can be typed again.
printfn "%s" (Model.explainShapes convnet)
printfn "%s" (Model.toExpression convnet)

// Blocks are functions, so a deeper model is a fold.
let deep =
    [ 8; 16; 32 ]
    |> List.fold (fun model filters -> block filters model) (input [ 28; 28; 1 ])

printfn "three blocks make %O of %O" deep.Output deep.Input

// Layers can be looked at with patterns.
let units =
    function
    | Dense d -> d.Units
    | Conv2D c -> c.Filters
    | _ -> 0

printfn "units: %A" (convnet |> Model.layers |> List.map units)

// Weights live outside the model, in a tree that mirrors it. The same seed gives the same weights.
let weights = convnet |> Model.initialize 42
printfn "%O" weights
printfn "the same again: %b" (weights = Model.initialize 42 convnet)

// The model is a pure function of weights and images. It has learned nothing yet: no class is far from 1/10.
let batch = digits.Value.Test |> Data.take 2 |> Data.batch
printfn "%O" (Model.predict convnet weights batch.Input)

// What does not fit is an error of the line that composes it: layer, shape, rule and way out.
try
    input [ 28; 28; 1 ] |> block 32 |> dense 10 softmax |> ignore
with :? ShapeException as error ->
    printfn "%s" error.Message
