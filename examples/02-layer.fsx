// 2. A layer is data and two pure functions: its value, and the gradient of its value. Weights are an argument.
#load "convnet.fsx"

open Convnet
open Convnet.Functional

// Data: two layers of the same description are equal.
let edges = Conv2D(1, (3, 3), UseBias = false, Activation = relu)
printfn "%O" edges
printfn "equal by value: %b" (edges = Conv2D(1, (3, 3), UseBias = false, Activation = relu))

// It answers questions without weights: which shape comes out, which parameters it needs.
let image = Shape [ 28; 28; 1 ]
printfn "%O becomes %O" image (edges.OutputShape image)

for spec in edges.ParameterSpecs image do
    printfn "%s %O, first values: %O" spec.Name spec.Shape spec.Initializer

// Weights can be written by hand. Sobel's kernel answers where dark becomes bright from left to right.
let sobel =
    Parameters.Of(struct ("kernel", Tensor.Of(Shape [ 3; 3; 1; 1 ], -1f, 0f, 1f, -2f, 0f, 2f, -1f, 0f, 1f)))

let batch = digits.Value.Train |> Data.take 1 |> Data.batch
let response = edges.Forward(sobel, batch.Input, Phase.Inference)

for row in 0..25 do
    printfn "%s" (String.init 26 (fun column -> if response[0, row, column, 0] > 1f then "██" else "  "))

// The second function: the value, and the way back. It carries a gradient by the output to those by input and kernel.
let there = edges.ForwardWithPullback(sobel, batch.Input, Phase.Inference)
let back = there.Pullback.Invoke(there.Output.Map(fun _ -> 1f))
printfn "by the input:  %O" back.Input
printfn "by the kernel: %O" back.Parameters["kernel"]

// What does not fit is said before anything runs.
try
    Dense(10).OutputShape image |> printfn "%O"
with :? ShapeException as error ->
    printfn "%s" error.Message
