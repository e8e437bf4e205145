// What composing costs: a model of combinators beside the same work in a plain row, and an epoch from F# beside one from the core.
//   dotnet run -c Release --project benchmarks/Functional [-- ROUNDS]
// Every pair runs in turns on the same digits; a ratio is that of the medians.
module Convnet.Benchmarks.Functional

open System
open System.Diagnostics
open Convnet
open Convnet.Functional
open CustomLayers

let data = (Digits.generate 1 6400 64).Train

let same activation =
    layer (Conv2D(32, (3, 3), Padding = Padding.Same, Activation = activation))

let head =
    maxPooling2d (2, 2)
    >> conv2d 64 (3, 3) relu
    >> flatten
    >> dense 64 relu
    >> dense 10 softmax

/// Six layers with weights, one after another. The relu before the last pooling is a layer of its own here, too: a convolution that a pooling
/// follows at once is trained with fewer products, and then the two would not do the same work.
let plain =
    input [ 28; 28; 1 ]
    |> conv2d 32 (3, 3) relu
    |> maxPooling2d (2, 2)
    |> same relu
    |> same linear
    |> activation relu
    |> head

/// The same products: a frozen prefix, a residual block, and a layer written in F# in it.
let composed =
    input [ 28; 28; 1 ]
    |> frozen (conv2d 32 (3, 3) relu >> maxPooling2d (2, 2))
    |> residual (same relu >> same linear >> layer { Ratio = 4 })
    |> activation relu
    |> named "head" head

let trainer model =
    Trainer(model, CategoricalCrossentropy(), RMSprop(), BatchSize = 64, Seed = 42, Progress = Progress.None)

/// The seconds from asking for each epoch to having it.
let clocked (epochs: seq<Epoch>) =
    seq {
        use walk = epochs.GetEnumerator()

        while true do
            let clock = Stopwatch.StartNew()
            walk.MoveNext() |> ignore
            clock.Elapsed.TotalSeconds
    }

let median values =
    values |> List.sort |> List.item (List.length values / 2)

/// Two endless trainings in turns, after two epochs to warm up.
let inTurns rounds first second =
    Seq.zip (clocked first) (clocked second)
    |> Seq.skip 2
    |> Seq.truncate rounds
    |> List.ofSeq
    |> List.unzip
    |> fun (first, second) -> median first, median second

let compare rounds name first second most =
    let ofFirst, ofSecond = inTurns rounds first second
    printfn $"{name}: {ofSecond:F3} s beside {ofFirst:F3} s, ratio {ofSecond / ofFirst:F3} (at most {most} is meant)"

/// Multiplications of the products of a convolution on 13×13 pixels or the like, for one image: forward, and each gradient.
let multiplications convolutions =
    convolutions
    |> List.sumBy (fun (kernel, inputs, filters, pixels, directions) ->
        kernel * kernel * inputs * filters * pixels * directions)

[<EntryPoint>]
let main arguments =
    let rounds =
        match arguments with
        | [| rounds |] -> int rounds
        | _ -> 7

    // Forward, gradient by the weights, gradient by the input; the first layer needs no third, the frozen one no second either.
    let common =
        [ 3, 32, 32, 169, 3; 3, 32, 32, 169, 3; 3, 32, 64, 16, 3; 1, 1024, 64, 1, 3 ]

    let ofPlain = multiplications ((3, 1, 32, 676, 2) :: common)
    let ofComposed = multiplications ((3, 1, 32, 676, 1) :: common)

    printfn
        $"multiplications an image: plain {ofPlain:N0}, composed {ofComposed:N0}, ratio {float ofComposed / float ofPlain:F3}"

    printfn
        $"provider {Provider.Name}, {Environment.ProcessorCount} threads, medians of {rounds} epochs of {data.Count:N0} images"

    compare
        rounds
        "composed beside plain"
        (trainer plain |> Train.epochs data)
        (trainer composed |> Train.epochs data)
        "1.15 of equal products"

    compare
        rounds
        "F# words beside the core"
        (Trainer(plain, CategoricalCrossentropy(), RMSprop(), BatchSize = 64, Seed = 42).Epochs data)
        (trainer plain |> Train.epochs data)
        "1.02"

    0
