namespace Convnet.Functional

open Convnet

[<AutoOpen>]
module Layers =
    let input (shape: int list) = Model(Shape shape, Seq.empty)

    let layer (next: ILayer) = fun (model: Model) -> model.Then next

    let conv2d filters (kernel: int * int) activation =
        layer (Conv2D(filters, kernel, Activation = activation))

    let depthwiseConv2d (kernel: int * int) activation =
        layer (DepthwiseConv2D(kernel, Activation = activation))

    let separableConv2d filters (kernel: int * int) activation =
        layer (SeparableConv2D(filters, kernel, Activation = activation))

    let conv2dTranspose filters (kernel: int * int) activation =
        layer (Conv2DTranspose(filters, kernel, Activation = activation))

    let maxPooling2d (poolSize: int * int) = layer (MaxPooling2D poolSize)

    let averagePooling2d (poolSize: int * int) = layer (AveragePooling2D poolSize)

    let globalAveragePooling2d model = layer (GlobalAveragePooling2D()) model

    let globalMaxPooling2d model = layer (GlobalMaxPooling2D()) model

    let batchNormalization model = layer (BatchNormalization()) model

    let layerNormalization model = layer (LayerNormalization()) model

    let upSampling2d (size: int * int) = layer (UpSampling2D size)

    let zeroPadding2d (border: int * int) = layer (ZeroPadding2D border)

    let cropping2d (border: int * int) = layer (Cropping2D border)

    let flatten model = layer (Flatten()) model

    let reshape (shape: int list) = layer (Reshape(Shape shape))

    let dense units activation =
        layer (Dense(units, Activation = activation))

    let activation activation = layer (ActivationLayer activation)

    let dropout rate = layer (Dropout rate)

    let spatialDropout2d rate = layer (SpatialDropout2D rate)

    let randomFlip (mode: FlipMode) = layer (RandomFlip mode)

    let randomTranslation (heightFactor: float) (widthFactor: float) =
        layer (RandomTranslation(heightFactor, widthFactor))

    let randomRotation (factor: float) = layer (RandomRotation factor)

    let randomZoom (factor: float) = layer (RandomZoom factor)

    let slice start count = layer (Slice(start, count))

    let tap model = layer (Tap()) model

    /// What a word makes behind a model: a layer, bare if it is one.
    let private compose combinator (word: Model -> Model) (model: Model) : ILayer =
        let composed = (word (model.Nested combinator)).Body

        if composed.Layers.Length = 1 then
            composed.Layers[0]
        else
            composed

    let private around combinator (make: ILayer -> ILayer) word =
        fun (model: Model) -> layer (make (compose combinator word model)) model

    let residual (body: Model -> Model) =
        around "residual" (fun inner -> Residual inner) body

    let residualWith (shortcut: Model -> Model) (body: Model -> Model) =
        fun (model: Model) ->
            let past = compose "shortcut of residual" shortcut model
            around "residual" (fun inner -> Residual(inner, past)) body model

    let branches (merge: Merge) (bodies: (Model -> Model) list) =
        fun (model: Model) ->
            let inner =
                [
                    for number, word in List.indexed bodies do
                        compose $"branch {number + 1} of branches" word model
                ]

            layer (Branches(merge, inner)) model

    let repeat times (body: Model -> Model) =
        around "repeat" (fun inner -> Repeat(inner, times)) body

    let stack times (body: Model -> Model) =
        around "stack" (fun inner -> Stack(inner, times)) body

    let frozen (body: Model -> Model) =
        around "frozen" (fun inner -> Frozen inner) body

    let named name (body: Model -> Model) =
        around $"'{name}'" (fun inner -> Named(name, inner)) body

    let l1 weight = Regularizer(L1 = weight)

    let l2 weight = Regularizer(L2 = weight)

    let l1l2 l1 l2 = Regularizer(l1, l2)

    let linear = Activation.Linear
    let relu = Activation.Relu
    let leakyRelu slope = Activation.LeakyRelu slope
    let elu alpha = Activation.Elu alpha
    let gelu = Activation.Gelu
    let geluApproximate = Activation.GeluApproximate
    let sigmoid = Activation.Sigmoid
    let softplus = Activation.Softplus
    let swish = Activation.Swish
    let silu = Activation.Silu
    let mish = Activation.Mish
    let softmax = Activation.Softmax
    let logSoftmax = Activation.LogSoftmax
    let softsign = Activation.Softsign
    let selu = Activation.Selu
    let relu6 = Activation.Relu6
    let hardSigmoid = Activation.HardSigmoid
    let exponential = Activation.Exponential
