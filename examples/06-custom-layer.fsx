// 6. A layer of one's own is a record that implements ILayer. It is compared by value and mixes with all others.
#load "convnet.fsx"
#load "CustomLayers.fs"

open Convnet
open Convnet.Functional
open CustomLayers

/// Dark becomes bright and bright dark, the more the larger the strength. A layer says which shape comes out, what it gives, and the way back.
type Invert =
    {
        Strength: float32
    }

    interface ILayer with
        member _.OutputShape input = input

        member this.Forward(_, input, _) =
            input.Map(fun value -> this.Strength * (1f - value))

        // The value, and the derivative applied to the gradient that arrives: −strength times it. There are no parameters to learn.
        member this.ForwardWithPullback(parameters, input, phase) =
            let output = (this :> ILayer).Forward(parameters, input, phase)

            let back (outputGradient: Tensor) (_: Wanted) =
                Gradients(outputGradient.Map(fun gradient -> -this.Strength * gradient), Parameters.None)

            Differential(output, back)

printfn "equal by value: %b" ({ Strength = 1f } = { Strength = 1f })

// CustomLayers.fs beside this script has two larger ones to read: fixed Gabor filters, and squeeze-and-excite, which learns.
let gabor =
    {
        Directions = 8
        Side = 7
        Wavelength = 5.0
    }

let model =
    input [ 28; 28; 1 ]
    |> layer { Strength = 0.5f }
    |> layer gabor
    |> maxPooling2d (2, 2)
    |> conv2d 16 (3, 3) relu
    |> layer { Ratio = 4 }
    |> maxPooling2d (2, 2)
    |> flatten
    |> dense 10 softmax

printfn "%s" (Model.summary model)

let data = digits.Value

let trained =
    Trainer(model, CategoricalCrossentropy(), RMSprop(), BatchSize = 64, Seed = 42)
    |> Train.fitWith data.Test 2 data.Train

printfn "%O" (trained |> Train.evaluate data.Test)

// A layer of one's own is located in errors as any other.
try
    input [ 28; 28; 1 ] |> conv2d 2 (3, 3) relu |> layer { Ratio = 4 } |> ignore
with :? ShapeException as error ->
    printfn "%s" error.Message
