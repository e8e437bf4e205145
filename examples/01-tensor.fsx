// 1. A tensor is a box of numbers with a shape. It never changes; whatever computes with it gives a new one.
#load "convnet.fsx"

open Convnet
open Convnet.Functional

// Numbers are float32, and the last index runs fastest.
let table = Tensor.Of(Shape [ 2; 3 ], 1f, 2f, 3f, 4f, 5f, 6f)
printfn "%O" table
printfn "row 1, column 2: %g" table[1, 2]

// Equal are tensors of one shape with the same bits.
let doubled = table.Map(fun value -> 2f * value)

printfn
    "doubled: %O; equal to the table: %b; halved again: %b"
    doubled
    (doubled = table)
    (doubled.Map(fun v -> v / 2f) = table)

// Images have four axes: sample, row, column, channel. A tensor with many numbers prints what matters of them.
let batch = digits.Value.Train |> Data.take 3 |> Data.batch
printfn "%O" batch.Input
printfn "its labels: %O" batch.Target

// `*` takes a whole axis, a number one place of it: this is the first image, its only channel.
let image = batch.Input[0, *, *, 0]

let ink value =
    if value > 0.6f then "██"
    elif value > 0.2f then "░░"
    else "  "

for row in 0..27 do
    printfn "%s" (String.init 28 (fun column -> ink image[row, column]))

// The same numbers under another shape: one row a sample.
printfn "%O becomes %O" batch.Input.Shape (batch.Input.Reshape(Shape [ 3; 784 ])).Shape

// A wrong number of indices is refused, with the way out.
try
    printfn "%g" image[3]
with :? System.ArgumentException as error ->
    printfn "%s" error.Message
