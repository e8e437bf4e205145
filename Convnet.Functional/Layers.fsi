namespace Convnet.Functional

open Convnet

/// <summary>
/// The words that models are made of. A word is a function from model to model, so words are chained with <c>|&gt;</c> and put together
/// with <c>&gt;&gt;</c>; a bad argument or a layer that does not fit is an error of the line that holds it. A word used twice makes two
/// layers with weights of their own.
/// </summary>
/// <remarks>
/// Hyperbolic tangent is <c>Activation.Tanh</c>: a word of that name would hide F#'s function. Losses, optimizers and metrics go by their
/// type names. Every option of a layer: <c>layer (Conv2D(32, (3, 3), Padding = Padding.Same))</c>.
/// </remarks>
/// <example><code>
/// let block filters = conv2d filters (3, 3) relu >> maxPooling2d (2, 2)
/// let convnet = input [ 28; 28; 1 ] |> block 32 |> block 64 |> flatten |> dense 10 softmax
/// </code></example>
[<AutoOpen>]
module Layers =

    /// <summary>The model without layers, which a pipeline begins with.</summary>
    /// <param name="shape">The shape of one sample, without the batch axis: <c>[ 28; 28; 1 ]</c>; each extent at least 1.</param>
    /// <exception cref="T:Convnet.ShapeException">An extent is below 1.</exception>
    val input: shape: int list -> Model

    /// <summary>Any layer, with all its options, or one of your own: a record that implements ILayer.</summary>
    /// <exception cref="T:Convnet.ShapeException">The layer does not take the model's output: what was given, the rule, the way out.</exception>
    /// <example><code>layer (Conv2D(32, (3, 3), Padding = Padding.Same, Activation = relu))</code></example>
    val layer: next: ILayer -> (Model -> Model)

    /// <summary>A convolution; strides 1 and no padding.</summary>
    /// <param name="filters">The channels of the output.</param>
    /// <param name="kernel">Height and width of the window.</param>
    /// <param name="activation">What is applied to the responses; <c>linear</c> for nothing.</param>
    val conv2d: filters: int -> kernel: int * int -> activation: Activation -> (Model -> Model)

    /// <summary>The largest value of each window; windows stand side by side.</summary>
    /// <param name="poolSize">Height and width of the window.</param>
    val maxPooling2d: poolSize: int * int -> (Model -> Model)

    /// <summary>The mean of each window; windows stand side by side.</summary>
    /// <param name="poolSize">Height and width of the window.</param>
    val averagePooling2d: poolSize: int * int -> (Model -> Model)

    /// <summary>The mean of each channel over the whole image.</summary>
    val globalAveragePooling2d: model: Model -> Model

    /// <summary>The largest value of each channel over the whole image.</summary>
    val globalMaxPooling2d: model: Model -> Model

    /// <summary>All values of a sample in one row, which <c>dense</c> takes.</summary>
    val flatten: model: Model -> Model

    /// <summary>The same values under another shape.</summary>
    /// <param name="shape">The new shape of one sample.</param>
    val reshape: shape: int list -> (Model -> Model)

    /// <summary>Every output is a weighted sum of all inputs and a bias.</summary>
    /// <param name="units">How many outputs.</param>
    /// <param name="activation">What is applied to them; <c>linear</c> for nothing.</param>
    val dense: units: int -> activation: Activation -> (Model -> Model)

    /// <summary>An activation as a layer of its own.</summary>
    val activation: activation: Activation -> (Model -> Model)

    /// <summary>f(x) = x.</summary>
    val linear: Activation

    /// <summary>f(x) = max(x, 0).</summary>
    val relu: Activation

    /// <summary>f(x) = x above 0, slope·x below. Keras' slope as an activation is 0.2.</summary>
    val leakyRelu: slope: float -> Activation

    /// <summary>f(x) = x above 0, α(eˣ − 1) below. Keras' α is 1.</summary>
    val elu: alpha: float -> Activation

    /// <summary>f(x) = x·Φ(x), Φ the normal distribution function.</summary>
    val gelu: Activation

    /// <summary>f(x) = ½x(1 + tanh(√(2/π)(x + 0.044715x³))).</summary>
    val geluApproximate: Activation

    /// <summary>f(x) = 1/(1 + e⁻ˣ).</summary>
    val sigmoid: Activation

    /// <summary>f(x) = ln(1 + eˣ).</summary>
    val softplus: Activation

    /// <summary>f(x) = x/(1 + e⁻ˣ), also called silu.</summary>
    val swish: Activation

    /// <summary>f(x)ᵢ = eˣⁱ/Σeˣʲ over the last axis.</summary>
    val softmax: Activation

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

    /// A pooling by the largest value.
    val (|MaxPooling2D|_|): layer: ILayer -> MaxPooling2D option

    /// A pooling by the mean.
    val (|AveragePooling2D|_|): layer: ILayer -> AveragePooling2D option

    /// A pooling by the mean of the whole image.
    val (|GlobalAveragePooling2D|_|): layer: ILayer -> GlobalAveragePooling2D option

    /// A pooling by the largest value of the whole image.
    val (|GlobalMaxPooling2D|_|): layer: ILayer -> GlobalMaxPooling2D option

    /// A layer that makes one row of a sample.
    val (|Flatten|_|): layer: ILayer -> Flatten option

    /// A layer that gives a sample another shape.
    val (|Reshape|_|): layer: ILayer -> Reshape option

    /// A dense layer.
    val (|Dense|_|): layer: ILayer -> Dense option

    /// An activation that is a layer of its own.
    val (|ActivationLayer|_|): layer: ILayer -> ActivationLayer option

    /// Layers one after another.
    val (|Sequential|_|): layer: ILayer -> ILayer list option
