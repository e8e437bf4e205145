/// What several tests stand on: layers of a user's own and a task that is learned in a few steps.
module Convnet.Functional.Tests.Fixtures

open System
open Convnet
open Convnet.Functional

/// A user's layer: each channel times a factor that is learned.
type ChannelScale =
    {
        Initial: float
    }

    member private _.Scaled(input: Tensor, factor: Tensor) =
        let channels = factor.Samples
        let values, factors = input.ToArray(), factor.ToArray()
        Tensor.Create(input.Shape, fun i -> values[i] * factors[i % channels])

    interface ILayer with
        member _.OutputShape input = input

        member this.ParameterSpecs input =
            [|
                ParameterSpec("scale", Shape [ input[input.Count - 1] ], Initializer.Constant this.Initial)
            |]

        member this.Forward(parameters, input, _) = this.Scaled(input, parameters["scale"])

        member this.ForwardWithPullback(parameters, input, _) =
            let factor, values = parameters["scale"], input.ToArray()

            let byFactor (outputGradient: Tensor) =
                let gradient = outputGradient.ToArray()

                Tensor.Create(
                    factor.Shape,
                    fun channel ->
                        seq { channel .. factor.Samples .. values.Length - 1 }
                        |> Seq.sumBy (fun i -> values[i] * gradient[i])
                )

            Differential(
                this.Scaled(input, factor),
                fun outputGradient _ ->
                    Gradients(
                        this.Scaled(outputGradient, factor),
                        Parameters.Of(struct ("scale", byFactor outputGradient))
                    )
            )

/// A user's combinator: whatever is inside, under a name of the user's.
type Around =
    {
        Inner: ILayer
    }

    interface ILayer with
        member this.OutputShape input = this.Inner.OutputShape input
        member this.Parts input = [ Part(this.Inner, input) ]
        member _.WithParts parts = { Inner = parts[0] }
        member this.CouplesSamples phase = this.Inner.CouplesSamples phase

        member this.Forward(parameters, input, phase) =
            this.Inner.Forward(parameters[0], input, phase.Child 0)

        member this.ForwardWithPullback(parameters, input, phase) =
            let inner = this.Inner.ForwardWithPullback(parameters[0], input, phase.Child 0)

            Differential(
                inner.Output,
                (fun outputGradient wanted ->
                    let gradients = inner.Pullback.Invoke(outputGradient, wanted)
                    Gradients(gradients.Input, Parameters.OfChildren [ gradients.Parameters ])),
                Parameters.OfStates [| inner.State |]
            )

/// Images (8, 8, 1) of a bright bar in one of three places, on noise; the label is the place.
let images count =
    let key = RandomKey.FromSeed 7

    let pixel sample i =
        let bar = if (i / 8 - 1) / 2 = sample % 3 then 0.7f else 0f
        bar + 0.3f * key.Fold(uint64 sample).Uniform(uint64 i)

    Array.init count (fun sample -> Array.init 64 (pixel sample))

/// The number of the bar's place, for each image.
let labels count =
    Array.init count (fun sample -> sample % 3)

let bars count =
    Dataset.OfArrays(Shape [ 8; 8; 1 ], images count, labels count)

/// The four points of exclusive or.
let xor =
    Batch(Tensor.Of(Shape [ 4; 2 ], 0f, 0f, 0f, 1f, 1f, 0f, 1f, 1f), Tensor.Of(Shape [ 4; 1 ], 0f, 1f, 1f, 0f))

/// Runs a test on files in a folder that is gone afterwards.
let inFolder (test: string -> unit) =
    let folder = IO.Directory.CreateTempSubdirectory "convnet-"

    try
        test folder.FullName
    finally
        folder.Delete true

let points = Data.ofTensors xor.Input xor.Target

let perceptronBy optimizer =
    Trainer(
        input [ 2 ] |> dense 8 Activation.Tanh |> dense 1 sigmoid,
        MeanSquaredError(),
        optimizer,
        BatchSize = 4,
        Seed = 1,
        Progress = Progress.None
    )

let perceptron = perceptronBy (Adam 0.05)

let classifier =
    Trainer(
        input [ 8; 8; 1 ] |> flatten |> dense 3 softmax,
        CategoricalCrossentropy(),
        Adam 0.01,
        Seed = 2,
        Progress = Progress.None
    )
