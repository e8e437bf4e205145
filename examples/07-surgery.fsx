// 7. Surgery: one function takes a model apart. It is asked of every layer what is to stand in its place, and weights go along.
#load "convnet.fsx"

open Convnet
open Convnet.Functional

let convnet =
    input [ 28; 28; 1 ]
    |> conv2d 16 (3, 3) relu
    |> maxPooling2d (2, 2)
    |> conv2d 32 (3, 3) relu
    |> maxPooling2d (2, 2)
    |> flatten
    |> dense 32 relu
    |> dense 10 softmax

let data = digits.Value

let trained =
    Trainer(convnet, CategoricalCrossentropy(), RMSprop(), BatchSize = 64, Seed = 42)
    |> Train.fit 2 data.Train

// Another question for the same images: is the digit odd?
let odd (data: Dataset) =
    let batch = Data.batch data
    Data.ofTensors batch.Input (batch.Target.Map(fun digit -> digit % 2f))

// [ other ] replaces a layer, [ l ] keeps it, [ Frozen l ] keeps it from learning. The rule means to change six layers, and `expect` counts.
let features, kept =
    (convnet, trained.Parameters)
    |> Model.expect 6 7 (fun place l ->
        match l with
        | Dense d when d.Units = 10 -> [ Dense(2, Activation = Activation.Softmax) ]
        | Dense _ -> [ l ]
        | _ -> [ Frozen l ])

printfn "%s" (Model.summary features)

let trainer =
    Trainer(features, CategoricalCrossentropy(), RMSprop(), BatchSize = 64, Seed = 1)

let taught =
    trainer
    |> Train.from (TrainingState.Of(trainer, kept))
    |> Train.fitWith (odd data.Test) 2 (odd data.Train)

// A frozen layer is transparent: its weights have the paths that they had, and the bits.
let frozenStay (path: string) =
    path,
    [ trained; taught ]
    |> List.map (fun epoch -> epoch.Parameters.Leaves |> Seq.find (fun leaf -> leaf.Path = path))

for path, leaves in List.map frozenStay [ "conv2d/kernel"; "dense/kernel" ] do
    printfn "%s stayed as it was: %b" path (leaves[0].Tensor = leaves[1].Tensor)

// [] removes a layer; what comes after it may then need new weights. [ other; l ] puts one before a layer.
let withoutHidden, _ =
    (convnet, trained.Parameters)
    |> Model.expect 2 0 (fun place l ->
        match place.Label with
        | "dense" -> []
        | "dense_1" -> [ Dense(10, Activation = Activation.Softmax) ]
        | _ -> [ l ])

let withTanh, _ =
    (convnet, trained.Parameters)
    |> Model.expect 1 0 (fun place l ->
        match place.Label with
        | "flatten" -> [ ActivationLayer Activation.Tanh; l ]
        | _ -> [ l ])

printfn "without: %A" (withoutHidden |> Model.shapes |> List.map fst)
printfn "with:    %A" (withTanh |> Model.shapes |> List.map fst)

// What does a layer see? All outputs by their labels; this is the channel of the second convolution that answers most to the first image.
let batch = data.Test |> Data.take 1 |> Data.batch
let maps = Model.activations convnet trained.Parameters batch.Input
let answer channel = maps["conv2d_1"].[0, *, *, channel]
let total (map: Tensor) = map.ToArray() |> Array.sum
let map = [ 0..31 ] |> List.map answer |> List.maxBy total
let brightest = map.ToArray() |> Array.max

for row in 0..10 do
    let shade column =
        let level = map[row, column] / brightest

        if level > 0.6f then "██"
        elif level > 0.2f then "▒▒"
        else "  "

    printfn "%s" (String.init 11 shade)
