namespace Convnet.Functional

open Convnet

/// <summary>
/// Patterns that tell layers apart: that of a layer gives the layer, whose properties can be asked, that of a combinator its parts.
/// </summary>
/// <example><code>
/// let units = function Dense d -> d.Units | Conv2D c -> c.Filters | _ -> 0
/// </code></example>
[<AutoOpen>]
module LayerPatterns =

    /// A convolution.
    val (|Conv2D|_|): layer: ILayer -> Conv2D option

    /// A convolution of each channel on its own.
    val (|DepthwiseConv2D|_|): layer: ILayer -> DepthwiseConv2D option

    /// A convolution of each channel on its own, then one over the channels.
    val (|SeparableConv2D|_|): layer: ILayer -> SeparableConv2D option

    /// A transposed convolution.
    val (|Conv2DTranspose|_|): layer: ILayer -> Conv2DTranspose option

    /// A pooling by the largest value.
    val (|MaxPooling2D|_|): layer: ILayer -> MaxPooling2D option

    /// A pooling by the mean.
    val (|AveragePooling2D|_|): layer: ILayer -> AveragePooling2D option

    /// A pooling by the mean of the whole image.
    val (|GlobalAveragePooling2D|_|): layer: ILayer -> GlobalAveragePooling2D option

    /// A pooling by the largest value of the whole image.
    val (|GlobalMaxPooling2D|_|): layer: ILayer -> GlobalMaxPooling2D option

    /// A normalization by the batch.
    val (|BatchNormalization|_|): layer: ILayer -> BatchNormalization option

    /// A normalization along axes of each sample.
    val (|LayerNormalization|_|): layer: ILayer -> LayerNormalization option

    /// Each pixel made several.
    val (|UpSampling2D|_|): layer: ILayer -> UpSampling2D option

    /// Zeros around an image.
    val (|ZeroPadding2D|_|): layer: ILayer -> ZeroPadding2D option

    /// An image without its border.
    val (|Cropping2D|_|): layer: ILayer -> Cropping2D option

    /// A layer that makes one row of a sample.
    val (|Flatten|_|): layer: ILayer -> Flatten option

    /// A layer that gives a sample another shape.
    val (|Reshape|_|): layer: ILayer -> Reshape option

    /// A dense layer.
    val (|Dense|_|): layer: ILayer -> Dense option

    /// An activation that is a layer of its own.
    val (|ActivationLayer|_|): layer: ILayer -> ActivationLayer option

    /// Values dropped in training.
    val (|Dropout|_|): layer: ILayer -> Dropout option

    /// Channels dropped in training.
    val (|SpatialDropout2D|_|): layer: ILayer -> SpatialDropout2D option

    /// Images flipped in training.
    val (|RandomFlip|_|): layer: ILayer -> RandomFlip option

    /// Images moved in training.
    val (|RandomTranslation|_|): layer: ILayer -> RandomTranslation option

    /// Images turned in training.
    val (|RandomRotation|_|): layer: ILayer -> RandomRotation option

    /// Images made smaller or larger in training.
    val (|RandomZoom|_|): layer: ILayer -> RandomZoom option

    /// Some of the channels.
    val (|Slice|_|): layer: ILayer -> Slice option

    /// A look inside.
    val (|Tap|_|): layer: ILayer -> Tap option

    /// Layers one after another.
    val (|Sequential|_|): layer: ILayer -> ILayer list option

    /// A body with a way past it: the body, and the shortcut where there is one.
    val (|Residual|_|): layer: ILayer -> (ILayer * ILayer option) option

    /// Layers side by side, and how they come together.
    val (|Branches|_|): layer: ILayer -> (Merge * ILayer list) option

    /// A body with one set of weights, and how often it is applied.
    val (|Repeat|_|): layer: ILayer -> (ILayer * int) option

    /// A body with weights of its own each time, and how often it is applied.
    val (|Stack|_|): layer: ILayer -> (ILayer * int) option

    /// What is not trained.
    val (|Frozen|_|): layer: ILayer -> ILayer option

    /// A name, and what it names.
    val (|Named|_|): layer: ILayer -> (string * ILayer) option
