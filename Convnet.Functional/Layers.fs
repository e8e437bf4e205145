namespace Convnet.Functional

open Convnet

[<AutoOpen>]
module Layers =
    let input (shape: int list) = Model(Shape shape, Seq.empty)

    let layer (next: ILayer) = fun (model: Model) -> model.Then next

    let conv2d filters (kernel: int * int) activation =
        layer (Conv2D(filters, kernel, Activation = activation))

    let maxPooling2d (poolSize: int * int) = layer (MaxPooling2D poolSize)

    let averagePooling2d (poolSize: int * int) = layer (AveragePooling2D poolSize)

    let globalAveragePooling2d model = layer (GlobalAveragePooling2D()) model

    let globalMaxPooling2d model = layer (GlobalMaxPooling2D()) model

    let flatten model = layer (Flatten()) model

    let reshape (shape: int list) = layer (Reshape(Shape shape))

    let dense units activation =
        layer (Dense(units, Activation = activation))

    let activation activation = layer (ActivationLayer activation)

    let linear = Activation.Linear
    let relu = Activation.Relu
    let leakyRelu slope = Activation.LeakyRelu slope
    let elu alpha = Activation.Elu alpha
    let gelu = Activation.Gelu
    let geluApproximate = Activation.GeluApproximate
    let sigmoid = Activation.Sigmoid
    let softplus = Activation.Softplus
    let swish = Activation.Swish
    let softmax = Activation.Softmax

[<AutoOpen>]
module LayerPatterns =
    let private as'<'Layer> (layer: ILayer) =
        match box layer with
        | :? 'Layer as found -> Some found
        | _ -> None

    let (|Conv2D|_|) layer = as'<Conv2D> layer
    let (|MaxPooling2D|_|) layer = as'<MaxPooling2D> layer
    let (|AveragePooling2D|_|) layer = as'<AveragePooling2D> layer
    let (|GlobalAveragePooling2D|_|) layer = as'<GlobalAveragePooling2D> layer
    let (|GlobalMaxPooling2D|_|) layer = as'<GlobalMaxPooling2D> layer
    let (|Flatten|_|) layer = as'<Flatten> layer
    let (|Reshape|_|) layer = as'<Reshape> layer
    let (|Dense|_|) layer = as'<Dense> layer
    let (|ActivationLayer|_|) layer = as'<ActivationLayer> layer

    let (|Sequential|_|) layer =
        as'<Sequential> layer |> Option.map (fun found -> List.ofSeq found.Layers)
