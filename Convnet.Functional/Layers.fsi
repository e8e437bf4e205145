namespace Convnet.Functional

open Convnet

/// <summary>
/// The words that models are made of. A word is a function from model to model, so words are chained with <c>|&gt;</c> and put together
/// with <c>&gt;&gt;</c>; a bad argument or a layer that does not fit is an error of the line that holds it. A word used twice makes two
/// layers with weights of their own (<c>repeat</c> shares them). A combinator takes words: <c>residual (same 8 relu &gt;&gt; same 8 linear)</c>;
/// a body of one layer is that layer, one of several a Sequential.
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

    /// <summary>A convolution of each channel on its own; strides 1 and no padding.</summary>
    /// <param name="kernel">Height and width of the window.</param>
    /// <param name="activation">What is applied to the responses; <c>linear</c> for nothing.</param>
    val depthwiseConv2d: kernel: int * int -> activation: Activation -> (Model -> Model)

    /// <summary>A convolution of each channel on its own, then one of 1×1 over the channels; strides 1 and no padding.</summary>
    /// <param name="filters">The channels of the output.</param>
    /// <param name="kernel">Height and width of the window.</param>
    /// <param name="activation">What is applied to the responses; <c>linear</c> for nothing.</param>
    val separableConv2d: filters: int -> kernel: int * int -> activation: Activation -> (Model -> Model)

    /// <summary>A transposed convolution, which makes larger images: each pixel adds its kernel to a window. Strides 1 and no padding.</summary>
    /// <param name="filters">The channels of the output.</param>
    /// <param name="kernel">Height and width of the window.</param>
    /// <param name="activation">What is applied to the sums; <c>linear</c> for nothing.</param>
    /// <example><code>let twiceAsLarge = layer (Conv2DTranspose(8, (3, 3), Strides = (2, 2), Padding = Padding.Same))</code></example>
    val conv2dTranspose: filters: int -> kernel: int * int -> activation: Activation -> (Model -> Model)

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

    /// <summary>
    /// Each channel brought to a learned mean and deviation: in training over the batch, else by moving averages of what training saw.
    /// </summary>
    /// <example><code>
    /// let block filters =
    ///     layer (Conv2D(filters, (3, 3), Padding = Padding.Same, UseBias = false)) >> batchNormalization >> activation relu
    /// </code></example>
    val batchNormalization: model: Model -> Model

    /// <summary>The channels of each place brought to mean 0 and deviation 1, then to a learned mean and deviation.</summary>
    val layerNormalization: model: Model -> Model

    /// <summary>Each pixel made several.</summary>
    /// <param name="size">How many rows and columns each becomes.</param>
    /// <example><code>let smooth = layer (UpSampling2D((2, 2), Interpolation = Interpolation.Bilinear))</code></example>
    val upSampling2d: size: int * int -> (Model -> Model)

    /// <summary>Rows and columns of zeros around an image; each side on its own: <c>layer (ZeroPadding2D(((1, 2), (0, 1))))</c>.</summary>
    /// <param name="border">Rows above and below, and columns left and right.</param>
    val zeroPadding2d: border: int * int -> (Model -> Model)

    /// <summary>An image without some rows and columns at its border; each side on its own: <c>layer (Cropping2D(((1, 2), (0, 1))))</c>.</summary>
    /// <param name="border">Rows above and below, and columns left and right.</param>
    val cropping2d: border: int * int -> (Model -> Model)

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

    /// <summary>In training each value is dropped with some chance, and the others grow so that the mean stays.</summary>
    /// <param name="rate">The share of values that are dropped, at least 0 and below 1.</param>
    val dropout: rate: float -> (Model -> Model)

    /// <summary>In training each channel of an image is dropped whole with some chance, and the others grow so that the mean stays.</summary>
    /// <param name="rate">The share of channels that are dropped, at least 0 and below 1.</param>
    val spatialDropout2d: rate: float -> (Model -> Model)

    /// <summary>In training each image is flipped with probability ½ along each axis of the mode.</summary>
    /// <param name="mode">Along which axes.</param>
    /// <example><code>let augmentation = randomFlip FlipMode.Horizontal >> randomTranslation 0.1 0.1</code></example>
    val randomFlip: mode: FlipMode -> (Model -> Model)

    /// <summary>In training each image is moved at random, and what comes in at the border is its mirror image.</summary>
    /// <param name="heightFactor">How far up and down at most, as a share of the height.</param>
    /// <param name="widthFactor">How far left and right at most, as a share of the width.</param>
    /// <example><code>
    /// let moved = layer (RandomTranslation((-0.1, 0.2), 0.1, FillMode = FillMode.Constant))
    /// </code></example>
    val randomTranslation: heightFactor: float -> widthFactor: float -> (Model -> Model)

    /// <summary>In training each image is turned at random about its center, and what comes in at the border is its mirror image.</summary>
    /// <param name="factor">How far either way at most, as a part of a full turn.</param>
    val randomRotation: factor: float -> (Model -> Model)

    /// <summary>In training each image is made smaller or larger at random, and what comes in at the border is its mirror image.</summary>
    /// <param name="factor">By how much at most, as a share of its size.</param>
    val randomZoom: factor: float -> (Model -> Model)

    /// <summary>Some of the channels.</summary>
    /// <param name="start">The first that is taken, from 0.</param>
    /// <param name="count">How many are taken.</param>
    val slice: start: int -> count: int -> (Model -> Model)

    /// <summary>The identity, which hands out what passes through it in <c>State</c>. <c>Model.activations</c> looks everywhere at once.</summary>
    val tap: model: Model -> Model

    /// <summary>A body with a way past it: what comes in is added to what comes out, so the body must keep the shape.</summary>
    /// <exception cref="T:Convnet.ShapeException">It does not, or a layer in it does not take what reaches it.</exception>
    /// <example><code>
    /// let same filters activation = layer (Conv2D(filters, (3, 3), Padding = Padding.Same, Activation = activation))
    /// let residualBlock filters = residual (same filters relu >> same filters linear) >> activation relu
    /// </code></example>
    val residual: body: (Model -> Model) -> (Model -> Model)

    /// <summary>A body with a projection past it, which brings the input to the shape of the body's output.</summary>
    /// <exception cref="T:Convnet.ShapeException">The shapes differ, or a layer does not take what reaches it.</exception>
    /// <example><code>
    /// let widen = residualWith (conv2d 16 (1, 1) linear) (layer (Conv2D(16, (3, 3), Padding = Padding.Same)))
    /// </code></example>
    val residualWith: shortcut: (Model -> Model) -> body: (Model -> Model) -> (Model -> Model)

    /// <summary>Bodies side by side: each is given the input, and their outputs are added, multiplied or put one after another along the channels.</summary>
    /// <param name="merge">How the outputs come together.</param>
    /// <param name="bodies">The branches, at least one; <c>id</c> is the input itself.</param>
    /// <exception cref="T:Convnet.ShapeException">The outputs do not go together, or a layer does not take what reaches it.</exception>
    /// <example><code>
    /// let inception = branches Merge.Concatenate [ conv2d 8 (1, 1) relu; layer (Conv2D(8, (3, 3), Padding = Padding.Same)); id ]
    /// </code></example>
    val branches: merge: Merge -> bodies: (Model -> Model) list -> (Model -> Model)

    /// <summary>A body several times with one set of weights; it must keep the shape.</summary>
    /// <example><code>let shared = repeat 3 (dense 8 relu)</code></example>
    val repeat: times: int -> body: (Model -> Model) -> (Model -> Model)

    /// <summary>A body several times, each time with weights of its own.</summary>
    /// <example><code>let deep = stack 3 (dense 8 relu)</code></example>
    val stack: times: int -> body: (Model -> Model) -> (Model -> Model)

    /// <summary>A body that is not trained; its weights, labels and values are those of the body itself.</summary>
    /// <example><code>let features = frozen (conv2d 32 (3, 3) relu >> maxPooling2d (2, 2))</code></example>
    val frozen: body: (Model -> Model) -> (Model -> Model)

    /// <summary>A body under a name of its own in paths, tables and messages: <c>head/dense/kernel</c>.</summary>
    /// <param name="name">Letters, digits, '_', '-' and '.'.</param>
    /// <param name="body">What is named.</param>
    /// <example><code>let head = named "head" (flatten >> dense 64 relu >> dense 10 softmax)</code></example>
    val named: name: string -> body: (Model -> Model) -> (Model -> Model)

    /// <summary>A penalty of a parameter that training adds to the loss: weight·Σ|w|. Keras' weight is 0.01.</summary>
    /// <example><code>layer (Dense(10, KernelRegularizer = l1 0.01))</code></example>
    /// <exception cref="T:System.ArgumentOutOfRangeException">The weight is negative or not finite.</exception>
    val l1: weight: float -> Regularizer

    /// <summary>A penalty of a parameter that training adds to the loss: weight·Σw², without a ½. Keras' weight is 0.01.</summary>
    /// <exception cref="T:System.ArgumentOutOfRangeException">The weight is negative or not finite.</exception>
    val l2: weight: float -> Regularizer

    /// <summary>Both penalties together: l1·Σ|w| + l2·Σw².</summary>
    /// <exception cref="T:System.ArgumentOutOfRangeException">A weight is negative or not finite.</exception>
    val l1l2: l1: float -> l2: float -> Regularizer

    /// <summary>f(x) = x.</summary>
    val linear: Activation

    /// <summary>f(x) = max(x, 0).</summary>
    val relu: Activation

    /// <summary>f(x) = x above 0, slope·x below. Keras' slope is 0.2 as an activation, 0.3 as a layer.</summary>
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

    /// <summary>Another name of <c>swish</c>.</summary>
    val silu: Activation

    /// <summary>f(x) = x·tanh(ln(1 + eˣ)).</summary>
    val mish: Activation

    /// <summary>f(x)ᵢ = eˣⁱ/Σeˣʲ over the last axis.</summary>
    val softmax: Activation

    /// <summary>f(x)ᵢ = xᵢ − ln Σeˣʲ over the last axis.</summary>
    val logSoftmax: Activation

    /// <summary>f(x) = x/(1 + |x|).</summary>
    val softsign: Activation

    /// <summary>f(x) = 1.0507x above 0, 1.0507·1.6733(eˣ − 1) below.</summary>
    val selu: Activation

    /// <summary>f(x) = min(max(x, 0), 6).</summary>
    val relu6: Activation

    /// <summary>f(x) = min(max(x + 3, 0), 6)/6.</summary>
    val hardSigmoid: Activation

    /// <summary>f(x) = eˣ.</summary>
    val exponential: Activation
