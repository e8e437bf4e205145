// A layer of one's own under the laws of the library's: one call, and a mistake in its gradient is a counterexample.
#load "convnet.fsx"
#load "CustomLayers.fs"

open Convnet
open Convnet.Functional
open CustomLayers

/// 1 − x², with a deliberate mistake: its derivative is −2x, and the sign is missing here.
type Dome =
    {
        Height: float32
    }

    interface ILayer with
        member _.OutputShape input = input

        member this.Forward(_, input, _) = input.Map(fun x -> this.Height - x * x)

        member this.ForwardWithPullback(parameters, input, phase) =
            let values = input.ToArray()

            let back (sent: Tensor) (_: Wanted) =
                let gradient = sent.ToArray()
                Gradients(Tensor.Create(input.Shape, fun i -> 2f * values[i] * gradient[i]), Parameters.None)

            Differential((this :> ILayer).Forward(parameters, input, phase), back)

// Squeeze-and-excite keeps every law: a line each.
Verify.layer 1 ({ Ratio = 4 }: SqueezeExcite) [ 4; 4; 8 ] |> printfn "%O\n"

// The dome does not: the counterexample says where, what was expected, what is there, and how to see it again.
Verify.layer 1 { Height = 1f } [ 8; 8; 16 ] |> printfn "%O\n"

// Within a model, layers that do not matter are dropped. In a test of any framework this is the last line.
try
    input [ 6; 6; 1 ]
    |> conv2d 2 (3, 3) relu
    |> layer { Height = 1f }
    |> flatten
    |> dense 3 softmax
    |> Verify.model 1
    |> Verify.orFail
with :? VerificationException as error ->
    for found in error.Verification.Counterexamples do
        printfn "%O: %s" found.Law found.Replay
