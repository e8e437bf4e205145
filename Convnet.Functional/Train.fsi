namespace Convnet.Functional

open Convnet

/// <summary>
/// Training. A <c>Trainer</c> says how, and is a value; an <c>Epoch</c> is what training gives: model, weights and scores together.
/// The same seed gives the same bits, for any number of threads.
/// </summary>
/// <example><code>
/// let trainer = Trainer(convnet, CategoricalCrossentropy(), RMSprop(), BatchSize = 64, Seed = 42)
/// let trained = trainer |> Train.fit 5 mnist.Train
/// let score = trained |> Train.evaluate mnist.Test
/// </code></example>
[<RequireQualifiedAccess>]
module Train =

    /// <summary>Trains for some epochs with a progress line (<c>Progress = Progress.None</c> in the trainer: without) and gives the last.</summary>
    /// <param name="epochs">How many, at least 1.</param>
    /// <param name="data">What is learned.</param>
    /// <param name="trainer">How.</param>
    /// <exception cref="T:Convnet.ShapeException">The data is not what the model takes.</exception>
    /// <exception cref="T:Convnet.TrainingException">The loss is not finite; the message says where.</exception>
    val fit: epochs: int -> data: Dataset -> trainer: Trainer -> Epoch

    /// <summary>The same, and each epoch is scored on data that it does not learn.</summary>
    /// <param name="validation">The data that each epoch is scored on.</param>
    /// <param name="epochs">How many, at least 1.</param>
    /// <param name="data">What is learned.</param>
    /// <param name="trainer">How.</param>
    val fitWith: validation: Dataset -> epochs: int -> data: Dataset -> trainer: Trainer -> Epoch

    /// <summary>
    /// Epoch after epoch without end, each trained when it is asked for; prints nothing. Take from it with <c>Seq.truncate</c>,
    /// <c>Seq.takeWhile</c> or any other function of Seq. Read twice, it trains twice: end in one fold, in <c>Seq.toList</c> or in
    /// <c>Seq.cache</c>.
    /// </summary>
    /// <exception cref="T:Convnet.ShapeException">The data is not what the model takes.</exception>
    /// <exception cref="T:Convnet.TrainingException">The loss is not finite; the message says where.</exception>
    val epochs: data: Dataset -> trainer: Trainer -> seq<Epoch>

    /// <summary>Each epoch with its score on some data in <c>Validation</c>, and in its history.</summary>
    /// <exception cref="T:Convnet.ShapeException">The data is not what the model takes.</exception>
    val validate: data: Dataset -> (seq<Epoch> -> seq<Epoch>)

    /// <summary>The same trainer starting from a state, such as an epoch's: going on gives the same bits as not having stopped.</summary>
    /// <example><code>trainer |> Train.from epoch.State |> Train.fit 5 mnist.Train</code></example>
    val from: state: TrainingState -> trainer: Trainer -> Trainer

    /// <summary>The loss and the metrics over a data set.</summary>
    /// <exception cref="T:Convnet.ShapeException">The data is not what the model takes.</exception>
    val evaluate: data: Dataset -> epoch: Epoch -> Score

    /// <summary>The output for each sample of a data set: (samples, …).</summary>
    /// <exception cref="T:Convnet.ShapeException">The data is not what the model takes.</exception>
    val predict: data: Dataset -> epoch: Epoch -> Tensor

    /// <summary>The class of each sample of a data set: the place of its largest output.</summary>
    /// <exception cref="T:Convnet.ShapeException">The data is not what the model takes, or the output is not (samples, classes).</exception>
    val classify: data: Dataset -> epoch: Epoch -> int array

    /// <summary>The scores of all epochs so far, by name: <c>(Train.history trained).["val_loss"]</c>.</summary>
    val history: epoch: Epoch -> History

    /// <summary>
    /// Writes the weights to a file in the safetensors format, which <c>Model.loadWeights</c> reads. The file is written under a temporary
    /// name and then renamed, so that there is never half of one. What going on to the same bits needs besides, such as the optimizer's
    /// state, is not in it.
    /// </summary>
    /// <param name="file">Where to; a file that is there is replaced.</param>
    /// <param name="epoch">What was trained.</param>
    /// <exception cref="T:System.IO.IOException">The file cannot be written.</exception>
    /// <example><code>trained |> Train.save "digits.safetensors"</code></example>
    val save: file: string -> epoch: Epoch -> unit
