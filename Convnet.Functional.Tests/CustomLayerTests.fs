module Convnet.Functional.Tests.CustomLayerTests

open Xunit
open Convnet
open Convnet.Functional
open Convnet.Functional.Tests.Fixtures

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
