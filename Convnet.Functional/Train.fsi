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
///
/// // the same as a sequence: at most 50 epochs, ended after 3 without improvement, of which the best is kept
/// let best =
///     trainer
///     |> Train.epochs mnist.Train
///     |> Train.validate mnist.Test
///     |> Train.stopEarly 3
///     |> Seq.truncate 50
///     |> Seq.maxBy (fun epoch -> epoch.Validation.Value.Accuracy)
/// </code></example>
[<RequireQualifiedAccess>]
module Train =

    /// <summary>
    /// Trains for some epochs with a progress line (<c>Progress = Progress.None</c> in the trainer: without) and gives the last. Who must be able
    /// to cancel calls <c>trainer.Fit(epochs, data, cancellation = token)</c>.
    /// </summary>
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
    /// <c>Seq.cache</c>. Who must be able to cancel calls <c>trainer.Epochs(data, token)</c>.
    /// </summary>
    /// <exception cref="T:Convnet.ShapeException">The data is not what the model takes.</exception>
    /// <exception cref="T:Convnet.TrainingException">The loss is not finite; the message says where.</exception>
    val epochs: data: Dataset -> trainer: Trainer -> seq<Epoch>

    /// <summary>
    /// The state after each step, epoch after epoch without end, each step made when it is asked for; for a look into an epoch. The last state
    /// of an epoch is that of the epoch in <c>Train.epochs</c>, bit for bit. <c>trainer.Steps(data, token)</c> can be cancelled.
    /// </summary>
    /// <example><code>
    /// let losses = trainer |> Train.steps mnist.Train |> Seq.map (fun state -> state.Loss) |> Seq.truncate 100 |> Seq.toList
    /// </code></example>
    /// <exception cref="T:Convnet.ShapeException">The data is not what the model takes.</exception>
    /// <exception cref="T:Convnet.TrainingException">The loss is not finite; the message says where.</exception>
    val steps: data: Dataset -> trainer: Trainer -> seq<TrainingState>

    /// <summary>Each epoch with its score on some data in <c>Validation</c>, and in its history.</summary>
    /// <exception cref="T:Convnet.ShapeException">The data is not what the model takes.</exception>
    val validate: data: Dataset -> (seq<Epoch> -> seq<Epoch>)

    /// <summary>Ends after some epochs in a row without an improvement of the validation's loss; the epoch that ends it is still given.</summary>
    /// <param name="patience">How many, at least 0.</param>
    /// <exception cref="T:System.InvalidOperationException">An epoch has no validation: put <c>Train.validate</c> before.</exception>
    val stopEarly: patience: int -> (seq<Epoch> -> seq<Epoch>)

    /// <summary>Ends when a rule says so, as Keras' EarlyStopping; the epoch that ends it is still given.</summary>
    /// <example><code>Train.stopEarlyBy (EarlyStopping("val_accuracy", Patience = 3, MinDelta = 0.001))</code></example>
    /// <exception cref="T:System.InvalidOperationException">An epoch has no score of that name; the message says which there are.</exception>
    val stopEarlyBy: rule: EarlyStopping -> (seq<Epoch> -> seq<Epoch>)

    /// <summary>Only the epochs that are the best so far by a score's name: <c>Seq.last</c> of them is the best of all.</summary>
    /// <param name="monitor">A loss or an accuracy, by its name in the history: <c>"val_loss"</c>. For others there is <c>bestBy</c>.</param>
    /// <example><code>
    /// trainer |> Train.epochs mnist.Train |> Train.validate mnist.Test |> Train.stopEarly 3 |> Train.best "val_loss" |> Seq.last
    /// </code></example>
    /// <exception cref="T:System.InvalidOperationException">An epoch has no score of that name; the message says which there are.</exception>
    val best: monitor: string -> (seq<Epoch> -> seq<Epoch>)

    /// <summary>
    /// Only the epochs that a rule takes for the best so far. After <c>Train.stopEarlyBy rule</c>, <c>Seq.last</c> gives what Keras'
    /// restore_best_weights restores.
    /// </summary>
    /// <exception cref="T:System.InvalidOperationException">An epoch has no score of that name; the message says which there are.</exception>
    val bestBy: rule: EarlyStopping -> (seq<Epoch> -> seq<Epoch>)

    /// <summary>Does something with each epoch whose number is a multiple of <c>every</c>, before it is given on.</summary>
    /// <param name="every">At least 1.</param>
    /// <param name="save">What is done.</param>
    /// <example><code>Train.checkpoint 5 (fun epoch -> epoch |> Train.save $"digits-{epoch.Number}.safetensors")</code></example>
    val checkpoint: every: int -> save: (Epoch -> unit) -> (seq<Epoch> -> seq<Epoch>)

    /// <summary>
    /// Saves the weights of each epoch whose number is a multiple of <c>every</c>, as <c>Train.save</c> does. The file's name may hold the
    /// number and scores: <c>{epoch}</c>, or with a format <c>{epoch:000}</c> and <c>{val_loss:F4}</c>.
    /// </summary>
    /// <param name="every">At least 1.</param>
    /// <param name="file">The file, in a folder that is there; without a number in its name each replaces the one before.</param>
    /// <example><code>Train.checkpointTo 5 "digits-{epoch:000}.safetensors"</code></example>
    /// <exception cref="T:System.ArgumentException">The name holds a format that no number has.</exception>
    /// <exception cref="T:System.IO.IOException">The file cannot be written.</exception>
    val checkpointTo: every: int -> file: string -> (seq<Epoch> -> seq<Epoch>)

    /// <summary>
    /// Keeps a table of the scores in a file, a line an epoch: its number, then the scores by their names in the history. The file is whole at
    /// any time; what was there before is replaced.
    /// </summary>
    /// <exception cref="T:System.IO.IOException">The file cannot be written; the message names it.</exception>
    val logCsv: path: string -> (seq<Epoch> -> seq<Epoch>)

    /// <summary>Begins no further epoch after some time, counted from when the first is asked for; the one that is running ends.</summary>
    /// <example><code>Train.withinTime (TimeSpan.FromMinutes 10.0)</code></example>
    val withinTime: limit: System.TimeSpan -> (seq<Epoch> -> seq<Epoch>)

    /// <summary>
    /// The same trainer with a rule that says what the next epoch is trained with: it is given each epoch and the trainer that trained it, before
    /// the epoch is yielded. Rules that are there already come first. A rule may change numbers of the optimizer (<c>trainer.WithLearningRate</c>),
    /// loss, batch size, shuffle, metrics, validation, threads and progress; weights and optimizer state go on.
    /// </summary>
    /// <example><code>
    /// trainer |> Train.adapt (fun epoch trainer -> if epoch.Number % 10 = 0 then trainer.WithLearningRate(trainer.LearningRate / 2.0) else trainer)
    /// </code></example>
    val adapt: rule: (Epoch -> Trainer -> Trainer) -> trainer: Trainer -> Trainer

    /// <summary>
    /// <c>Train.adapt</c> with a rule that makes the learning rate smaller where a score has not become better, as Keras' ReduceLROnPlateau. A
    /// score of a validation needs <c>Validation</c> in the trainer, or <c>Train.fitWith</c>: <c>Train.validate</c> comes too late for it.
    /// </summary>
    /// <example><code>
    /// Trainer(convnet, CategoricalCrossentropy(), RMSprop(), Validation = mnist.Test)
    /// |> Train.reduceOnPlateau (ReduceOnPlateau(Patience = 2, Factor = 0.5))
    /// |> Train.epochs mnist.Train
    /// </code></example>
    val reduceOnPlateau: rule: ReduceOnPlateau -> trainer: Trainer -> Trainer

    /// <summary>
    /// The same trainer starting from a state, such as an epoch's: going on gives the same bits as not having stopped. Where a rule adapts the
    /// trainer, <c>epoch.Trainer</c> is the one to go on with.
    /// </summary>
    /// <example><code>epoch.Trainer |> Train.from epoch.State |> Train.fit 5 mnist.Train</code></example>
    val from: state: TrainingState -> trainer: Trainer -> Trainer

    /// <summary>The loss and the metrics over a data set.</summary>
    /// <exception cref="T:Convnet.ShapeException">The data is not what the model takes.</exception>
    val evaluate: data: Dataset -> epoch: Epoch -> Score

    /// <summary>All values of a metric over a data set, with the weights of the data where it has any.</summary>
    /// <example><code>let confusion = trained |> Train.measure (ConfusionMatrix 10) mnist.Test</code></example>
    /// <exception cref="T:Convnet.ShapeException">The data is not what the model takes, or the metric does not take them.</exception>
    val measure: metric: IMetric -> data: Dataset -> epoch: Epoch -> Tensor

    /// <summary>The output for each sample of a data set: (samples, …).</summary>
    /// <exception cref="T:Convnet.ShapeException">The data is not what the model takes.</exception>
    val predict: data: Dataset -> epoch: Epoch -> Tensor

    /// <summary>The class of each sample of a data set: the place of its largest output.</summary>
    /// <exception cref="T:Convnet.ShapeException">The data is not what the model takes, or the output is not (samples, classes).</exception>
    val classify: data: Dataset -> epoch: Epoch -> int array

    /// <summary>
    /// The weights with the averages that an <c>Optimizer.exponentialMovingAverage</c> keeps in the place of those that are trained; the weights
    /// themselves where there is none. <c>Train.fit</c> ends with them.
    /// </summary>
    val averaged: epoch: Epoch -> Parameters

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
