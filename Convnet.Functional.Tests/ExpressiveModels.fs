/// Models that say everything that can be said: every layer, every option of it, every form of every combinator.
module Convnet.Functional.Tests.ExpressiveModels

open Convnet
open Convnet.Functional
open Convnet.Functional.Tests.Fixtures

let private image = input [ 12; 10; 4 ]
let private vector = input [ 6 ]

let private same filters activation =
    layer (Conv2D(filters, (3, 3), Padding = Padding.Same, Activation = activation))

let private convolutions =
    [
        image |> conv2d 3 (3, 2) linear
        image |> conv2d 3 (3, 3) (leakyRelu -0.25)
        image |> layer (Conv2D(3, (2, 3), Strides = (2, 1)))
        image |> layer (Conv2D(3, (2, 3), Dilation = (3, 2), Padding = Padding.Same))
        image |> depthwiseConv2d (3, 2) relu |> separableConv2d 5 (2, 3) relu
        image |> conv2dTranspose 3 (2, 3) gelu
        image
        |> layer (
            DepthwiseConv2D(
                (3, 3),
                DepthMultiplier = 2,
                Padding = Padding.Same,
                Strides = (2, 1),
                UseBias = false,
                DepthwiseInitializer = Initializer.HeUniform,
                DepthwiseRegularizer = Regularizer(L2 = 1e-3)
            )
        )
        image
        |> layer (
            SeparableConv2D(
                4,
                (3, 2),
                DepthMultiplier = 3,
                Dilation = (2, 1),
                DepthwiseInitializer = Initializer.LecunUniform,
                PointwiseInitializer = Initializer.HeUniform,
                PointwiseRegularizer = Regularizer(L1 = 1e-3),
                BiasRegularizer = Regularizer(L2 = 0.5)
            )
        )
        image
        |> layer (Conv2DTranspose(2, (3, 3), Strides = (2, 2), OutputPadding = (1, 0), Padding = Padding.Same))
        image
        |> layer (
            Conv2DTranspose(2, 3, Strides = (3, 2), OutputPadding = Size2D(0, 0), KernelInitializer = Initializer.Ones)
        )
        image
        |> layer (
            DepthwiseConv2D(
                2,
                Dilation = (1, 2),
                BiasInitializer = Initializer.Ones,
                BiasRegularizer = Regularizer(L1 = 0.5)
            )
        )
        image
        |> layer (
            SeparableConv2D(
                4,
                3,
                Strides = (2, 2),
                Padding = Padding.Same,
                UseBias = false,
                BiasInitializer = Initializer.Ones,
                DepthwiseRegularizer = Regularizer(L1 = 0.5)
            )
        )
        image
        |> layer (
            Conv2DTranspose(
                4,
                3,
                Dilation = (2, 3),
                UseBias = false,
                BiasInitializer = Initializer.Ones,
                KernelRegularizer = Regularizer(L2 = 0.5),
                BiasRegularizer = Regularizer(L1 = 0.5)
            )
        )
        image
        |> layer (Conv2D(6, (1, 1), Groups = 2, UseBias = false, Activation = gelu))
        image
        |> layer (
            Conv2D(
                4,
                (3, 3),
                KernelInitializer = Initializer.HeUniform,
                BiasInitializer = Initializer.Constant -0.1,
                KernelRegularizer = Regularizer(L2 = 1e-4),
                BiasRegularizer = Regularizer(0.5, 0.25),
                Activation = elu 1e-7,
                Padding = Padding.Same,
                Strides = (3, 3)
            )
        )
    ]

let private poolings =
    [
        image |> maxPooling2d (2, 3)
        image |> averagePooling2d (3, 2)
        image |> layer (MaxPooling2D((2, 2), Strides = (1, 2)))
        image |> layer (MaxPooling2D((3, 3), Padding = Padding.Same))
        image
        |> layer (AveragePooling2D((3, 3), Strides = (2, 2), Padding = Padding.Same))
        image |> layer (AveragePooling2D())
        // Strides that were told are not those that follow the pool size, though as large.
        image |> layer (MaxPooling2D((2, 2), Strides = (2, 2)))
        image
        |> layer (AveragePooling2D((2, 3), Strides = (2, 3), Padding = Padding.Same))
        image |> globalMaxPooling2d
        image |> globalAveragePooling2d
    ]

let private normalizations =
    [
        image |> batchNormalization
        image |> layerNormalization
        image
        |> layer (
            BatchNormalization(
                Momentum = 0.9,
                Epsilon = 0.5,
                Scale = false,
                Center = false,
                BetaInitializer = Initializer.Ones,
                GammaInitializer = Initializer.Zeros,
                MovingMeanInitializer = Initializer.Ones,
                MovingVarianceInitializer = Initializer.Constant 2.0,
                BetaRegularizer = Regularizer(L1 = 0.5),
                GammaRegularizer = Regularizer(L2 = 0.5)
            )
        )
        image |> layer (LayerNormalization(Axis = 1, Epsilon = 0.5))
        image
        |> layer (
            LayerNormalization(
                Axis = Axes(1, 2, -1),
                Scale = false,
                Center = false,
                BetaInitializer = Initializer.Ones,
                GammaInitializer = Initializer.Zeros,
                BetaRegularizer = Regularizer(L1 = 0.5),
                GammaRegularizer = Regularizer(L2 = 0.5)
            )
        )
    ]

let private plain =
    [
        input [ 3 ]
        input []
        input [] |> reshape [ 1 ] |> reshape []
        image |> flatten |> reshape [ 20; 24 ]
        image |> slice 1 3
        image |> tap
        image |> layer (GlobalMaxPooling2D(KeepDims = true))
        image |> layer (GlobalAveragePooling2D(KeepDims = true))
        image |> upSampling2d (2, 1)
        image |> layer (UpSampling2D((2, 3), Interpolation = Interpolation.Bilinear))
        image |> zeroPadding2d (1, 2)
        image |> layer (ZeroPadding2D(((1, 2), (0, 1))))
        image |> cropping2d (1, 2)
        image |> layer (Cropping2D(((1, 2), (0, 1))))
        image |> dropout 0.5
        image |> dropout 0.25
        image |> spatialDropout2d 0.1
        image |> spatialDropout2d 0.0
        image |> randomFlip FlipMode.HorizontalAndVertical
        image |> randomFlip FlipMode.Vertical
        image |> randomTranslation 0.1 0.2
        image
        |> layer (
            RandomTranslation(
                (-0.1, 0.2),
                0.1,
                Interpolation = Interpolation.Nearest,
                FillMode = FillMode.Constant,
                FillValue = 0.5
            )
        )
        image |> randomRotation 0.1
        image
        |> layer (
            RandomRotation(
                (0.1, 0.2),
                Interpolation = Interpolation.Nearest,
                FillMode = FillMode.Wrap,
                FillValue = -1.0
            )
        )
        image |> randomZoom 0.3
        image |> layer (RandomZoom(0.3, WidthFactor = 0.3))
        image
        |> layer (RandomZoom(0.3, Interpolation = Interpolation.Nearest, FillMode = FillMode.Constant, FillValue = 0.5))
        image |> layer (RandomZoom((-0.3, 0.0), WidthFactor = (0.1, 0.2)))
        vector |> dense 3 softmax
        vector |> layer (Dense(3, UseBias = false))
        vector |> layer (Dense(3, KernelRegularizer = Regularizer()))
        vector |> layer (Dense(3, BiasRegularizer = Regularizer 2.0))
    ]

let private activations =
    [
        for chosen in
            [
                linear
                relu
                leakyRelu 0.2
                leakyRelu 123456789.125
                leakyRelu -1e-300
                elu 1.0
                elu (0.1 + 0.2)
                gelu
                geluApproximate
                sigmoid
                Activation.Tanh
                softplus
                swish
                mish
                softmax
                logSoftmax
                softsign
                selu
                relu6
                hardSigmoid
                exponential
            ] do
            vector |> activation chosen |> dense 2 chosen
    ]

let private initializers =
    [
        for kernel in
            [
                Initializer.Zeros
                Initializer.Ones
                Initializer.GlorotUniform
                Initializer.LecunUniform
                Initializer.Constant 1.0
                Initializer.RandomUniform()
                Initializer.RandomUniform(-1.0, 1e20)
            ] do
            vector
            |> layer (Dense(2, KernelInitializer = kernel, BiasInitializer = Initializer.Ones))
    ]

let private bodies: (Model -> Model) list =
    [
        dense 6 relu
        dense 6 relu >> dense 6 linear
        id
        tap
        layer (Dense(6, UseBias = false))
        layer (Sequential())
        layer (Sequential(Dense 6))
        layer (Sequential(Sequential(Dense 6)))
        layer (Sequential(Tap(), Sequential(Dense(6, Activation = leakyRelu -2.0), Sequential())))
        dense 6 relu >> layer (Sequential(Dense 6, Dense 6)) >> activation (elu 2.0)
    ]

let private combinators =
    [
        for body in bodies do
            vector |> residual body |> residualWith body (body >> body)
            vector |> branches Merge.Add [ body; id; body >> tap ]

            vector
            |> branches Merge.Concatenate [ body ]
            |> branches Merge.Multiply [ body ]

            vector |> repeat 2 body |> stack 3 body
            vector |> frozen body |> named "the-head.1_é" body |> frozen (named "x" body)
            vector |> layer (Sequential(Residual(Dense 6), Tap()))
    ]

let private constructed: Model list =
    [
        vector
        |> layer (
            Sequential(Residual(Sequential(Dense 6), Shortcut = Dense 6), Branches(Merge.Multiply, Dense 2, Dense 2))
        )
        vector
        |> layer (
            Sequential(
                Repeat(Dense 6, 2),
                Stack(Sequential(), 2),
                Frozen(Named("a", Slice(0, 2))),
                ActivationLayer relu
            )
        )
        image
        |> layer (Sequential(GlobalMaxPooling2D(), Reshape(Shape [ 2; 2 ]), Flatten(), Slice(0, 1), Reshape(Shape [])))
        image |> layer (Sequential(GlobalAveragePooling2D(), Tap()))
    ]

/// Longer than a line, at every depth.
let private deep =
    let long =
        layer (
            Conv2D(
                4,
                (3, 3),
                Padding = Padding.Same,
                Activation = leakyRelu 0.125,
                KernelInitializer = Initializer.RandomUniform(-0.125, 0.125),
                KernelRegularizer = Regularizer(L1 = 0.0009765625, L2 = 0.00048828125)
            )
        )

    let block = long >> same 4 relu >> same 4 linear

    let shortcut: ILayer =
        Conv2D(4, (1, 1), KernelInitializer = Initializer.RandomUniform(-0.0123456789, 0.0123456789))

    [
        image |> block |> block
        image |> residual block |> residual (residual block >> long)
        image |> residualWith long block
        image |> residualWith (residualWith block (repeat 2 block)) (stack 2 long)
        image
        |> branches
            Merge.Concatenate
            [
                block
                id
                residual block
                branches Merge.Add [ long; residualWith id block ]
                long
            ]
        image
        |> named "block" (frozen (repeat 3 (block >> residual block >> block)) >> block)
        image
        |> layer (
            Sequential(
                Residual(
                    Sequential(shortcut, shortcut, Residual(shortcut, Shortcut = shortcut)),
                    Shortcut = Sequential(shortcut, shortcut)
                ),
                Branches(Merge.Add, shortcut, Frozen(Named("deep", Sequential(shortcut, shortcut))))
            )
        )
    ]

/// A layer of a user's own that prints as the F# record that it is.
let private own =
    [
        image |> layer { Initial = 0.5 } |> conv2d 2 (1, 1) relu
        vector |> residual (layer { Inner = Dense 6 } >> dense 6 relu)
    ]

/// A chain of words that keep six values, of random words, nested up to some depth.
let rec private randomBody (key: RandomKey) depth : Model -> Model =
    let inner number =
        randomBody (key.Fold(uint64 number)) (depth - 1)

    let draw name count =
        int (key.Fold(name: string).Uniform 0UL * float32 count)

    let activation' =
        [ linear; relu; leakyRelu 0.3; Activation.Tanh; elu 1.0 ][draw "activation" 5]

    let one =
        match draw "kind" (if depth = 0 then 3 else 11) with
        | 0 -> dense 6 activation'
        | 1 -> layer (Dense(6, Activation = activation', UseBias = false))
        | 2 -> activation activation'
        | 3 -> residual (inner 1)
        | 4 -> residualWith (inner 1) (inner 2)
        | 5 -> branches Merge.Add [ inner 1; inner 2; id ]
        | 6 -> branches Merge.Concatenate [ inner 1; inner 2 ] >> slice 2 6
        | 7 -> repeat (1 + draw "times" 3) (inner 1)
        | 8 -> stack (1 + draw "times" 3) (inner 1)
        | 9 -> frozen (inner 1)
        | _ -> named "inner" (inner 1)

    if draw "more" 2 = 0 then
        one
    else
        one >> randomBody (key.Fold "more") (max 0 (depth - 1))

let private random =
    [
        for seed in 1..20 do
            vector |> randomBody (RandomKey.FromSeed seed) 3
    ]

let all =
    List.distinct (
        convolutions
        @ poolings
        @ normalizations
        @ plain
        @ activations
        @ initializers
        @ combinators
        @ constructed
        @ deep
        @ own
        @ random
    )
