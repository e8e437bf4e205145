namespace Convnet.Functional

open Convnet

/// <summary>
/// What a model says of itself and computes. All are pure functions: weights go in as a tree that <c>Model.initialize</c> or training
/// made, and the same arguments give the same bits.
/// </summary>
[<RequireQualifiedAccess>]
module Model =

    /// <summary>The table that Keras prints: layers, output shapes, parameter counts and totals.</summary>
    val summary: model: Model -> string

    /// <summary>The layers in order.</summary>
    val layers: model: Model -> ILayer list

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
