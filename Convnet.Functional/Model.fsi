namespace Convnet.Functional

open System.Collections.Generic
open Convnet

/// <summary>
/// What a model says of itself and computes. All are pure functions: weights go in as a tree that <c>Model.initialize</c> or training
/// made, and the same arguments give the same bits.
/// </summary>
[<RequireQualifiedAccess>]
module Model =

    /// <summary>The table that Keras prints: layers, output shapes, parameter counts and totals.</summary>
    val summary: model: Model -> string

    /// <summary>
    /// The F# expression that makes an equal model, under <c>open Convnet</c> and <c>open Convnet.Functional</c>: a word a line where it says
    /// everything, else <c>layer (…)</c> with the options that were told. A layer or initializer that is not the library's own stands there
    /// as it prints itself, and a comment at the top names it.
    /// </summary>
    /// <example><code>
    /// let printed = input [ 784 ] |> dense 64 relu |> layer (Dense(10, UseBias = false)) |> Model.toExpression
    /// // input [ 784 ]
    /// // |> dense 64 relu
    /// // |> layer (Dense(10, UseBias = false))
    /// </code></example>
    val toExpression: model: Model -> string

    /// <summary>
    /// Why every shape is what it is, a layer a line, the parts of a combinator indented below it: the label, the shapes of input and
    /// output, and the arithmetic. Of a layer that is not the library's own only the shapes are known.
    /// </summary>
    /// <example><code>
    /// let why = input [ 24; 24; 64 ] |> conv2d 64 (3, 3) relu |> flatten |> Model.explainShapes
    /// // conv2d   (24, 24, 64) → (22, 22, 64)  24 → 22: a 3×3 window without padding fits 24 − 3 + 1 = 22 times; 64 filters
    /// // flatten  (22, 22, 64) → (30976)       22 · 22 · 64 = 30,976 values in one row
    /// </code></example>
    val explainShapes: model: Model -> string

    /// <summary>The window of the input's pixels that one place of the output sees; the whole image where positions are lost.</summary>
    /// <exception cref="T:Convnet.ShapeException">The model takes no images.</exception>
    /// <exception cref="T:System.ArgumentException">A layer is not the library's own, or branches move over the input with different strides.</exception>
    /// <example><code>
    /// let seen = input [ 28; 28; 1 ] |> conv2d 32 (3, 3) relu |> maxPooling2d (2, 2) |> conv2d 64 (3, 3) relu |> Model.receptiveField
    /// // 8×8 pixels, every 2
    /// </code></example>
    val receptiveField: model: Model -> ReceptiveField

    /// <summary>The layers in order.</summary>
    val layers: model: Model -> ILayer list

    /// <summary>The shape of one sample after each layer of the model itself, by its label.</summary>
    val shapes: model: Model -> (string * Shape) list

    /// <summary>A fold over every layer with its place, a combinator before its parts.</summary>
    /// <example><code>
    /// let denseUnits = convnet |> Model.fold (fun sum place l -> match l with Dense d -> sum + d.Units | _ -> sum) 0
    /// </code></example>
    val fold: folder: ('State -> Place -> ILayer -> 'State) -> state: 'State -> model: Model -> 'State

    /// <summary>First values for all parameters. A parameter's depend on the seed and its path alone.</summary>
    val initialize: seed: int -> model: Model -> Parameters

    /// <summary>The output of a batch, all samples at once: one plain pass.</summary>
    /// <param name="model">The model.</param>
    /// <param name="parameters">Its weights.</param>
    /// <param name="input">A batch: the model's input shape behind the batch axis.</param>
    /// <exception cref="T:Convnet.ShapeException">The weights or the batch do not fit the model.</exception>
    val forward: model: Model -> parameters: Parameters -> input: Tensor -> Tensor

    /// <summary>
    /// The output of a batch of any size: what <c>forward</c> gives, but a few samples at a time and on all cores, so that ten thousand
    /// images need no more memory than a few. <c>Train.predict</c> takes a data set.
    /// </summary>
    /// <param name="model">The model.</param>
    /// <param name="parameters">Its weights.</param>
    /// <param name="input">A batch: the model's input shape behind the batch axis.</param>
    /// <exception cref="T:Convnet.ShapeException">The weights or the batch do not fit the model.</exception>
    val predict: model: Model -> parameters: Parameters -> input: Tensor -> Tensor

    /// <summary>The mean loss of a batch, with the penalties of regularizers, and its gradient by the trainable parameters.</summary>
    /// <exception cref="T:Convnet.ShapeException">The weights or the batch do not fit the model.</exception>
    /// <example><code>let loss, gradient = Model.gradient (CategoricalCrossentropy()) convnet weights batch</code></example>
    val gradient: loss: ILoss -> model: Model -> parameters: Parameters -> batch: Batch -> float * Parameters

    /// <summary>
    /// The output of a batch and the way back: from the gradient of some number by the output to its gradients by the input and by the
    /// parameters. The function is linear and may be called again and again.
    /// </summary>
    /// <exception cref="T:Convnet.ShapeException">The weights or the batch do not fit the model.</exception>
    /// <example><code>
    /// let output, pullback = Model.pullback convnet weights batch.Input
    /// let saliency = (pullback (output.Map(fun p -> if p > 0.5f then 1f else 0f))).Input
    /// </code></example>
    val pullback: model: Model -> parameters: Parameters -> input: Tensor -> Tensor * (Tensor -> Gradients)

    /// <summary>Every layer's output in inference by its path, in the order in which they are computed.</summary>
    /// <exception cref="T:Convnet.ShapeException">The weights or the batch do not fit the model.</exception>
    /// <example><code>
    /// let maps = Model.activations convnet weights batch.Input
    /// let third = maps.["conv2d_1"].[0, *, *, 3]
    /// </code></example>
    val activations: model: Model -> parameters: Parameters -> input: Tensor -> IReadOnlyDictionary<string, Tensor>

    /// <summary>The model up to one of its layers, that one included; it takes the weights of the whole model.</summary>
    /// <param name="label">The label of a layer of the model itself: <c>flatten</c>.</param>
    /// <param name="model">The model.</param>
    /// <exception cref="T:System.ArgumentException">There is no such layer; the message says which there are.</exception>
    /// <example><code>let features = convnet |> Model.upTo "flatten"</code></example>
    val upTo: label: string -> model: Model -> Model

    /// <summary>
    /// The model that a rule makes of a model, layer by layer, parts before the combinator around them: <c>[ l ]</c> keeps a layer, <c>[]</c>
    /// removes it, <c>[ other ]</c> replaces it, <c>[ other; l ]</c> puts one before it, <c>[ Frozen l ]</c> freezes it. A layer that was
    /// kept, bare or wrapped, keeps its weights; the others are initialised.
    /// </summary>
    /// <param name="seed">Where the first weights of new layers come from.</param>
    /// <param name="rule">What becomes of each layer.</param>
    /// <param name="model">The model.</param>
    /// <param name="parameters">Its weights.</param>
    /// <exception cref="T:Convnet.ShapeException">A layer does not take what reaches it after the change, or its weights no longer fit it.</exception>
    /// <example><code>
    /// let features, kept =
    ///     (convnet, weights)
    ///     |> Model.collect 7 (fun place l ->
    ///         match l with
    ///         | Dense d when d.Units = 10 -> [ Dense(5, Activation = Activation.Softmax) ]
    ///         | Dense _ -> [ l ]
    ///         | _ -> [ Frozen l ])
    /// </code></example>
    val collect:
        seed: int ->
        rule: (Place -> ILayer -> ILayer list) ->
        model: Model * parameters: Parameters ->
            Model * Parameters

    /// <summary><c>collect</c> that fails unless the rule changed exactly so many layers: a pattern that matches nothing is noticed.</summary>
    /// <param name="count">How many layers the rule is expected not just to keep.</param>
    /// <param name="seed">Where the first weights of new layers come from.</param>
    /// <param name="rule">What becomes of each layer.</param>
    /// <param name="model">The model.</param>
    /// <param name="parameters">Its weights.</param>
    /// <exception cref="T:System.ArgumentException">It changed more or fewer.</exception>
    val expect:
        count: int ->
        seed: int ->
        rule: (Place -> ILayer -> ILayer list) ->
        model: Model * parameters: Parameters ->
            Model * Parameters

    /// <summary>
    /// Writes weights to a file in the safetensors format, each under its path in the model (<c>conv2d_1/kernel</c>). The file is written
    /// under a temporary name and then renamed, so that there is never half of one.
    /// </summary>
    /// <param name="file">Where to; a file that is there is replaced.</param>
    /// <param name="weights">As <c>Model.initialize</c>, training or <c>Model.loadWeights</c> gives them. For a tree made by hand, which no
    /// model has named, there is <c>model.SaveWeights(file, weights)</c>.</param>
    /// <exception cref="T:System.ArgumentException">No model has named the weights.</exception>
    /// <exception cref="T:System.IO.IOException">The file cannot be written.</exception>
    /// <example><code>Model.saveWeights "digits.safetensors" weights</code></example>
    val saveWeights: file: string -> weights: Parameters -> unit

    /// <summary>Reads weights of a model from a file in the safetensors format: the bits that were saved.</summary>
    /// <param name="file">The file: it must hold all tensors of the model, in their shapes, and no others.</param>
    /// <param name="model">The model.</param>
    /// <exception cref="T:System.IO.InvalidDataException">The file is damaged, or holds the weights of another model; the message says
    /// which, both shapes, and the names in the file.</exception>
    /// <exception cref="T:System.IO.IOException">The file is not there or cannot be read.</exception>
    /// <example><code>let weights = convnet |> Model.loadWeights "digits.safetensors"</code></example>
    val loadWeights: file: string -> model: Model -> Parameters
