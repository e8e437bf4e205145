module Convnet.Functional.Tests.LayersTests

open System
open Xunit
open FsCheck.FSharp
open Convnet
open Convnet.Functional

let block filters =
    conv2d filters (3, 3) relu >> maxPooling2d (2, 2)

[<Fact>]
let ``A block is a function of its filters and is used as often as wanted`` () =
    let model = input [ 28; 28; 1 ] |> block 32 |> block 64
    Assert.Equal(Shape [ 5; 5; 64 ], model.Output)
    Assert.Equal(4, List.length (Model.layers model))

[<Fact>]
let ``Blocks are values that go through lists`` () =
    let tower = [ 2; 3 ] |> List.map block |> List.reduce (>>)
    let head = flatten >> dense 4 softmax
    Assert.Equal(Shape [ 4 ], (input [ 14; 14; 1 ] |> tower |> head).Output)

[<Fact>]
let ``Every word makes the layer that C# makes`` () =
    let words =
        input [ 12; 12; 1 ]
        |> randomFlip FlipMode.Horizontal
        |> randomTranslation 0.1 0.2
        |> randomRotation 0.05
        |> randomZoom 0.2
        |> zeroPadding2d (1, 2)
        |> cropping2d (1, 2)
        |> conv2d 4 (3, 2) relu
        |> depthwiseConv2d (3, 3) relu
        |> separableConv2d 4 (2, 1) linear
        |> conv2dTranspose 4 (4, 3) relu
        |> spatialDropout2d 0.1
        |> maxPooling2d (2, 1)
        |> averagePooling2d (1, 2)
        |> batchNormalization
        |> layerNormalization
        |> reshape [ 5; 20; 1 ]
        |> activation Activation.Tanh
        |> flatten
        |> dropout 0.5
        |> dense 18 (leakyRelu 0.3)
        |> reshape [ 3; 3; 2 ]
        |> upSampling2d (2, 3)
        |> globalMaxPooling2d
        |> reshape [ 1; 1; 2 ]
        |> globalAveragePooling2d
        |> dense 2 softmax

    let constructors =
        Model(
            Shape [ 12; 12; 1 ],
            RandomFlip FlipMode.Horizontal,
            RandomTranslation(Factor(-0.1, 0.1), Factor(-0.2, 0.2)),
            RandomRotation(Factor(-0.05, 0.05)),
            RandomZoom(Factor(-0.2, 0.2)),
            ZeroPadding2D(Border(1, 1, 2, 2)),
            Cropping2D(Border(1, 1, 2, 2)),
            Conv2D(4, Size2D(3, 2), Activation = Activation.Relu),
            DepthwiseConv2D(Size2D(3, 3), Activation = Activation.Relu),
            SeparableConv2D(4, Size2D(2, 1)),
            Conv2DTranspose(4, Size2D(4, 3), Activation = Activation.Relu),
            SpatialDropout2D 0.1,
            MaxPooling2D(Size2D(2, 1)),
            AveragePooling2D(Size2D(1, 2)),
            BatchNormalization(),
            LayerNormalization(),
            Reshape(Shape [ 5; 20; 1 ]),
            ActivationLayer Activation.Tanh,
            Flatten(),
            Dropout 0.5,
            Dense(18, Activation = Activation.LeakyRelu 0.3),
            Reshape(Shape [ 3; 3; 2 ]),
            UpSampling2D(Size2D(2, 3)),
            GlobalMaxPooling2D(),
            Reshape(Shape [ 1; 1; 2 ]),
            GlobalAveragePooling2D(),
            Dense(2, Activation = Activation.Softmax)
        )

    Assert.Equal(constructors, words)
    Assert.Equal(constructors.Initialize 3, Model.initialize 3 words)

[<Fact>]
let ``Every activation word is the activation of its name`` () =
    Assert.Equal<Activation list>(
        [
            Activation.Linear
            Activation.Relu
            Activation.LeakyRelu 0.1
            Activation.Elu 0.5
            Activation.Gelu
            Activation.GeluApproximate
            Activation.Sigmoid
            Activation.Softplus
            Activation.Swish
            Activation.Silu
            Activation.Mish
            Activation.Softmax
            Activation.LogSoftmax
            Activation.Softsign
            Activation.Selu
            Activation.Relu6
            Activation.HardSigmoid
            Activation.Exponential
        ],
        [
            linear
            relu
            leakyRelu 0.1
            elu 0.5
            gelu
            geluApproximate
            sigmoid
            softplus
            swish
            silu
            mish
            softmax
            logSoftmax
            softsign
            selu
            relu6
            hardSigmoid
            exponential
        ]
    )

[<PropertyTests.Property>]
let ``Composing words is composing their layers, however they are grouped`` () =
    Prop.forAll (Arb.fromGen (Gen.nonEmptyListOf (Gen.choose (1, 9)))) (fun units ->
        let words = units |> List.map (fun n -> dense n relu)
        let start = input [ 3 ]
        let piped = words |> List.fold (|>) start
        let composedLeft = (List.reduce (>>) words) start
        let composedRight = (List.reduceBack (>>) words) start

        let constructed =
            Model(Shape [ 3 ], [ for n in units -> Dense(n, Activation = relu) :> ILayer ])

        piped = composedLeft && piped = composedRight && piped = constructed)

[<Fact>]
let ``Every option of a layer is an expression`` () =
    let same filters activation =
        layer (Conv2D(filters, (3, 3), Padding = Padding.Same, Activation = activation))

    let strided = layer (Conv2D(4, 3, Strides = (2, 1), UseBias = false))
    let model = input [ 9; 9; 2 ] |> same 5 relu |> strided
    Assert.Equal(Shape [ 4; 7; 4 ], model.Output)
    Assert.Equal(2, (Model.initialize 0 (input [ 9; 9; 2 ] |> same 5 relu)).Count)

[<Fact>]
let ``A word with a bad argument throws before there is a model`` () =
    let exception' =
        Assert.Throws<ArgumentOutOfRangeException>(fun () -> conv2d 0 (3, 3) relu |> ignore)

    Assert.Contains("Filters is 0, but must be at least 1.", exception'.Message)

    Assert.Throws<ArgumentOutOfRangeException>(fun () -> maxPooling2d (2, -2) |> ignore)
    |> ignore

    Assert.Throws<ArgumentOutOfRangeException>(fun () -> reshape [ 4; -1 ] |> ignore)
    |> ignore

    Assert.Throws<ArgumentOutOfRangeException>(fun () -> elu nan |> ignore)
    |> ignore

[<Fact>]
let ``An input without values is refused`` () =
    let exception' =
        Assert.Throws<ShapeException>(fun () -> input [ 28; 0; 1 ] |> ignore)

    Assert.Contains("(28, 0, 1)", exception'.Message)

[<Fact>]
let ``A layer that does not fit throws on the line that composes it`` () =
    let image = input [ 28; 28; 1 ] |> conv2d 8 (3, 3) relu

    let exception' =
        Assert.Throws<ShapeException>(fun () -> image |> dense 10 softmax |> ignore)

    Assert.Contains("(26, 26, 8)", exception'.Message)
    Assert.Contains("Put a Flatten before it.", exception'.Message)
    Assert.Contains("Dense, layer 2 of the model", exception'.Message)

[<PropertyTests.Property>]
let ``A window that does not fit names the shape that reaches it`` () =
    Prop.forAll (Arb.fromGen (Gen.choose (1, 9))) (fun side ->
        let exception' =
            Assert.Throws<ShapeException>(fun () -> input [ side; 12; 3 ] |> conv2d 4 (side + 1, 3) relu |> ignore)

        exception'.Message.Contains $"({side}, 12, 3)"
        && exception'.Message.Contains "Conv2D")

[<Fact>]
let ``Patterns tell the layers apart and give their options`` () =
    let describe layer =
        match layer with
        | Conv2D c when c.Padding = Padding.Same -> $"same {c.Filters}"
        | Conv2D c -> $"valid {c.Filters}"
        | DepthwiseConv2D c -> $"depthwise {c.DepthMultiplier}"
        | SeparableConv2D c -> $"separable {c.Filters}"
        | Conv2DTranspose c -> $"transposed {c.Filters}"
        | MaxPooling2D p -> $"max {p.PoolSize}"
        | AveragePooling2D p -> $"mean {p.PoolSize}"
        | GlobalAveragePooling2D _ -> "global mean"
        | GlobalMaxPooling2D _ -> "global max"
        | BatchNormalization n -> $"by batch {n.Momentum}"
        | LayerNormalization n -> $"along {n.Axis}"
        | Flatten _ -> "flatten"
        | Reshape r -> $"reshape {r.Target}"
        | Dense d -> $"dense {d.Units}"
        | ActivationLayer a -> $"{a.Activation}"
        | Sequential layers -> $"{List.length layers} layers"
        | _ -> "another"

    let layers: ILayer list =
        [
            Conv2D(3, 2, Padding = Padding.Same)
            Conv2D(4, 2)
            DepthwiseConv2D 3
            SeparableConv2D(5, 3)
            Conv2DTranspose(6, 3)
            MaxPooling2D 2
            AveragePooling2D 3
            GlobalAveragePooling2D()
            GlobalMaxPooling2D()
            BatchNormalization()
            LayerNormalization()
            Flatten()
            Reshape(Shape [ 2; 3 ])
            Dense 5
            ActivationLayer relu
            Sequential(Dense 1, Flatten())
            { Fixtures.ChannelScale.Initial = 1.0 }
        ]

    Assert.Equal<string list>(
        [
            "same 3"
            "valid 4"
            "depthwise 1"
            "separable 5"
            "transposed 6"
            "max (2, 2)"
            "mean (3, 3)"
            "global mean"
            "global max"
            "by batch 0.99"
            "along -1"
            "flatten"
            "reshape (2, 3)"
            "dense 5"
            "relu"
            "2 layers"
            "another"
        ],
        List.map describe layers
    )

[<Fact>]
let ``Penalties are those of a regularizer`` () =
    Assert.Equal(Regularizer(L1 = 0.5), l1 0.5)
    Assert.Equal(Regularizer(L2 = 0.25), l2 0.25)
    Assert.Equal(Regularizer(0.5, 0.25), l1l2 0.5 0.25)

    Assert.Equal(
        input [ 2 ] |> layer (Dense(3, KernelRegularizer = Regularizer(L2 = 0.01))),
        input [ 2 ] |> layer (Dense(3, KernelRegularizer = l2 0.01))
    )
