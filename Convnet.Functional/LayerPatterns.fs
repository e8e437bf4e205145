namespace Convnet.Functional

open Convnet

[<AutoOpen>]
module LayerPatterns =
    let private as'<'Layer> (layer: ILayer) =
        match box layer with
        | :? 'Layer as found -> Some found
        | _ -> None

    let (|Conv2D|_|) layer = as'<Conv2D> layer
    let (|DepthwiseConv2D|_|) layer = as'<DepthwiseConv2D> layer
    let (|SeparableConv2D|_|) layer = as'<SeparableConv2D> layer
    let (|Conv2DTranspose|_|) layer = as'<Conv2DTranspose> layer
    let (|MaxPooling2D|_|) layer = as'<MaxPooling2D> layer
    let (|AveragePooling2D|_|) layer = as'<AveragePooling2D> layer
    let (|GlobalAveragePooling2D|_|) layer = as'<GlobalAveragePooling2D> layer
    let (|GlobalMaxPooling2D|_|) layer = as'<GlobalMaxPooling2D> layer

    let (|BatchNormalization|_|) layer = as'<BatchNormalization> layer

    let (|LayerNormalization|_|) layer = as'<LayerNormalization> layer

    let (|UpSampling2D|_|) layer = as'<UpSampling2D> layer
    let (|ZeroPadding2D|_|) layer = as'<ZeroPadding2D> layer
    let (|Cropping2D|_|) layer = as'<Cropping2D> layer
    let (|Flatten|_|) layer = as'<Flatten> layer
    let (|Reshape|_|) layer = as'<Reshape> layer
    let (|Dense|_|) layer = as'<Dense> layer
    let (|ActivationLayer|_|) layer = as'<ActivationLayer> layer

    let (|Dropout|_|) layer = as'<Dropout> layer
    let (|SpatialDropout2D|_|) layer = as'<SpatialDropout2D> layer
    let (|RandomFlip|_|) layer = as'<RandomFlip> layer
    let (|RandomTranslation|_|) layer = as'<RandomTranslation> layer
    let (|RandomRotation|_|) layer = as'<RandomRotation> layer
    let (|RandomZoom|_|) layer = as'<RandomZoom> layer
    let (|Slice|_|) layer = as'<Slice> layer
    let (|Tap|_|) layer = as'<Tap> layer

    let (|Sequential|_|) layer =
        as'<Sequential> layer |> Option.map (fun found -> List.ofSeq found.Layers)

    let (|Residual|_|) layer =
        as'<Residual> layer
        |> Option.map (fun found -> found.Body, Option.ofObj found.Shortcut)

    let (|Branches|_|) layer =
        as'<Branches> layer
        |> Option.map (fun found -> found.Merge, List.ofSeq found.Layers)

    let (|Repeat|_|) layer =
        as'<Repeat> layer |> Option.map (fun found -> found.Body, found.Times)

    let (|Stack|_|) layer =
        as'<Stack> layer |> Option.map (fun found -> found.Body, found.Times)

    let (|Frozen|_|) layer =
        as'<Frozen> layer |> Option.map (fun found -> found.Inner)

    let (|Named|_|) layer =
        as'<Named> layer |> Option.map (fun found -> found.Name, found.Inner)
