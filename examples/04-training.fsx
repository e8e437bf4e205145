// 4. A trainer says how a model learns; Train.fit lets it, and gives back model, weights and scores in one value.
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
    |> dense 10 softmax

let data = digits.Value

let trainer =
    Trainer(convnet, CategoricalCrossentropy(), RMSprop(), BatchSize = 64, Seed = 42)

let trained = trainer |> Train.fitWith data.Test 3 data.Train

let score = trained |> Train.evaluate data.Test
printfn "loss %.4f accuracy %.4f" score.Loss score.Accuracy

// The history has a list for each score.
let history = Train.history trained

for name in history.Names do
    printfn "%-12s %s" name (history[name] |> Seq.map (sprintf "%.4f") |> String.concat " ")

// Which digits are taken for which others? Rows are the digits that were meant, columns what the model says.
let said = trained |> Train.classify data.Test
let meant = (Data.batch data.Test).Target.ToArray() |> Array.map int
let confusion = Array.zip meant said |> Array.countBy id |> Map.ofArray

for row in 0..9 do
    [ 0..9 ]
    |> List.map (fun column -> confusion |> Map.tryFind (row, column) |> Option.defaultValue 0 |> sprintf "%5d")
    |> String.concat ""
    |> printfn "%d |%s" row

// Same seed, same bits: weights of a second training are equal to the first's, whatever number of threads worked.
let again =
    Trainer(
        convnet,
        CategoricalCrossentropy(),
        RMSprop(),
        BatchSize = 64,
        Seed = 42,
        Threads = 1,
        Progress = Progress.None
    )
    |> Train.fit 3 data.Train

printfn "the same bits with one thread: %b" (again.State.Parameters = trained.State.Parameters)
