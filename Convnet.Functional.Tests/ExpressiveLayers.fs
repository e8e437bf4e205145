/// Models of single layers: every layer, every option of it.
module Convnet.Functional.Tests.ExpressiveLayers

open Convnet
open Convnet.Functional
open Convnet.Functional.Tests.Fixtures

let image = input [ 12; 10; 4 ]
let vector = input [ 6 ]

let same filters activation =
    layer (Conv2D(filters, (3, 3), Padding = Padding.Same, Activation = activation))

let convolutions =
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

let poolings =
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

let normalizations =
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

let plain =
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

let activations =
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

let initializers =
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
