module Convnet.Functional.Tests.CustomLayerTests

open Xunit
open Convnet
open Convnet.Functional
open Convnet.Functional.Tests.Fixtures
open CustomLayers

let scaled =
    input [ 8; 8; 1 ]
    |> conv2d 4 (3, 3) relu
    |> layer { Initial = 0.5 }
    |> maxPooling2d (2, 2)
    |> flatten
    |> layer
        {
            Inner = Dense(3, Activation = softmax)
        }

let trainer model threads =
    Trainer(
        model,
        SparseCategoricalCrossentropy(),
        Adam 0.01,
        BatchSize = 24,
        Threads = threads,
        Progress = Progress.None
    )

[<Fact>]
let ``A layer that is an F# record is compared by value, and so is a model that holds it`` () =
    Assert.Equal({ Initial = 0.5 }, { Initial = 0.5 })

    let withFactor initial =
        input [ 4 ] |> dense 2 relu |> layer { Initial = initial }

    Assert.Equal(withFactor 0.5, withFactor 0.5)
    Assert.NotEqual(withFactor 0.5, withFactor 0.25)

[<Fact>]
let ``A layer that is an F# record works in a model made by constructor`` () =
    let model = Model(Shape [ 4 ], Dense 2, { Initial = 0.5 })
    Assert.Equal(input [ 4 ] |> layer (Dense 2) |> layer { Initial = 0.5 }, model)
    let weights = model.Initialize 1
    Assert.Equal(Tensor.Of(Shape [ 2 ], 0.5f, 0.5f), weights[1].["scale"])
    let batch = Tensor.Create(Shape [ 3; 4 ], float32)
    let plain = (Model(Shape [ 4 ], Dense 2)).Forward(weights, batch)
    Assert.Equal(plain.Map(fun value -> value * 0.5f), model.Forward(weights, batch))

[<Fact>]
let ``A layer of one's own is named, counted and located as the library's are`` () =
    Assert.Contains("channel_scale (ChannelScale)", Model.summary scaled)
    Assert.Contains(" Total params: 155 (620.00 B)", Model.summary scaled)

    Assert.Equal<string list>(
        [
            "conv2d/kernel"
            "conv2d/bias"
            "channel_scale/scale"
            "around/dense/kernel"
            "around/dense/bias"
        ],
        [ for leaf in (Model.initialize 1 scaled).Leaves -> leaf.Path ]
    )

    let exception' =
        Assert.Throws<ShapeException>(fun () -> input [ 8; 8; 1 ] |> layer { Inner = Dense 3 } |> ignore)

    Assert.Contains("Dense, layer 1 of Around", exception'.Message)

[<Fact>]
let ``A layer and a combinator of one's own learn beside the library's`` () =
    let trained = trainer scaled 2 |> Train.fit 8 (bars 240)
    let score = trained |> Train.evaluate (bars 60)
    Assert.True(score.Accuracy > 0.95, $"{trained}, then {score}")
    let before = Model.initialize 0 scaled
    Assert.NotEqual(before[1].["scale"], trained.Parameters[1].["scale"])

[<Fact>]
let ``One thread and two give the same bits`` () =
    let weights threads =
        (trainer scaled threads |> Train.fit 1 (bars 100)).Parameters

    Assert.Equal(weights 1, weights 2)

[<Fact>]
let ``A combinator of one's own around a layer computes what the layer computes`` () =
    let plain = input [ 2 ] |> dense 8 relu |> dense 1 linear

    let around =
        input [ 2 ] |> layer { Inner = Dense(8, Activation = relu) } |> dense 1 linear

    let weights = Model.initialize 5 plain

    let nested =
        Parameters.OfChildren [ Parameters.OfChildren [ weights[0] ]; weights[1] ]

    let plainLoss, plainGradient = Model.gradient (MeanSquaredError()) plain weights xor
    let loss, gradient = Model.gradient (MeanSquaredError()) around nested xor
    Assert.Equal(plainLoss, loss)
    Assert.Equal(plainGradient[0], gradient[0].[0])
    Assert.Equal(plainGradient[1], gradient[1])

let gabor =
    {
        Directions = 4
        Side = 5
        Wavelength = 4.0
    }

let excited =
    input [ 8; 8; 1 ]
    |> layer gabor
    |> residual (
        layer (Conv2D(4, (3, 3), Padding = Padding.Same, Activation = relu))
        >> layer { Ratio = 2 }
    )
    |> flatten
    |> dense 3 softmax

[<Fact>]
let ``Squeeze-excite and Gabor filters are compared by value`` () =
    Assert.Equal<SqueezeExcite>({ Ratio = 4 }, { Ratio = 4 })
    Assert.Equal(gabor, { gabor with Side = 5 })
    Assert.NotEqual(gabor, { gabor with Directions = 8 })
    Assert.Equal<string list>([ "gabor"; "residual"; "flatten"; "dense" ], List.map fst (Model.shapes excited))

[<Fact>]
let ``A combinator around a layer of one's own behind fixed filters gives the same bits for 1, 2 and 7 threads`` () =
    let weights threads =
        (trainer excited threads |> Train.fit 2 (bars 100)).Parameters

    let one = weights 1
    Assert.Equal(one, weights 2)
    Assert.Equal(one, weights 7)
    let score = trainer excited 2 |> Train.fit 6 (bars 240) |> Train.evaluate (bars 60)
    Assert.True(score.Accuracy > 0.95, $"{score}")

/// (f(x + hv) − f(x − hv))/2h beside ⟨v, gradient⟩, f the sum of all outputs times fixed numbers.
let assertGradient (model: Model) =
    let key = RandomKey.FromSeed 3

    let draw (name: string) (shape: Shape) =
        Tensor.Create(shape, fun i -> key.Fold(name).Uniform(uint64 i) - 0.5f)

    let weights, x = Model.initialize 5 model, draw "input" (model.Input.Batch 2)
    let output, pullback = Model.pullback model weights x
    let sent = draw "sent" output.Shape
    let gradients = pullback sent

    let dot (a: Tensor) (b: Tensor) =
        Seq.sum (Seq.map2 (fun (u: float32) (v: float32) -> float u * float v) (a.ToArray()) (b.ToArray()))

    let move (h: float32) (a: Tensor) (v: Tensor) =
        Tensor.Create(a.Shape, fun i -> a.Values[i] + h * v.Values[i])

    let direction = draw "direction" x.Shape
    let along = weights.Map(fun tensor -> draw "along" tensor.Shape)

    let value parameters input =
        dot (Model.forward model parameters input) sent

    let h = 1.0f / 256.0f

    let byInput =
        (value weights (move h x direction) - value weights (move -h x direction))
        / (2.0 * float h)

    let moved h =
        weights.Zip(along, (fun a v -> move h a v))

    let byWeights = (value (moved h) x - value (moved -h) x) / (2.0 * float h)
    // Central differences are off by O(h²), and by the rounding of values of size 1 over 2h: 2⁻²⁴·256 and a little.
    Assert.Equal(byInput, dot direction gradients.Input, 1e-3)

    let expected =
        Seq.map2
            (fun (a: ParameterLeaf) (g: ParameterLeaf) -> dot a.Tensor g.Tensor)
            along.Leaves
            gradients.Parameters.Leaves
        |> Seq.sum

    Assert.Equal(byWeights, expected, 1e-3)

[<Fact>]
let ``The gradients of squeeze-excite and of Gabor filters are those of their values`` () =
    assertGradient (input [ 4; 4; 4 ] |> layer ({ Ratio = 2 }: SqueezeExcite))
    assertGradient (input [ 6; 6; 1 ] |> layer gabor)

[<Fact>]
let ``Layers of one's own refuse what they do not take`` () =
    let refusal model next =
        Assert.Throws<ShapeException>(fun () -> layer next model |> ignore).Message

    Assert.Contains(
        "at least 4 channels, but was given (4, 4, 2)",
        refusal (input [ 4; 4; 2 ]) ({ Ratio = 4 }: SqueezeExcite)
    )

    Assert.Contains("one channel, but was given (4, 4, 2)", refusal (input [ 4; 4; 2 ]) gabor)
