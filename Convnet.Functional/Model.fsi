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
