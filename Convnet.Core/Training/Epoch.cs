using System.Diagnostics;

namespace Convnet;

/// <summary>
/// What training yields: model and weights in one value, with the scores so far. The last of a cancelled training may be the part of an
/// epoch that ran.
/// </summary>
/// <param name="Trainer">What goes on: what trained it, unless <see cref="Convnet.Trainer.Adapt"/> changed that.</param>
/// <param name="State">The weights, and all that going on needs.</param>
/// <param name="Number">The number of the epoch, from 1.</param>
/// <param name="Training">The means over the samples seen, with the predictions before each step.</param>
/// <param name="History">The scores of all epochs of the run, this one included.</param>
/// <param name="Samples">How many samples were seen: all of the data, or fewer where the epoch was cancelled.</param>
public sealed record Epoch(
    [property: DebuggerBrowsable(DebuggerBrowsableState.Never)] Trainer Trainer,
    [property: DebuggerBrowsable(DebuggerBrowsableState.Never)] TrainingState State,
    [property: DebuggerBrowsable(DebuggerBrowsableState.Never)] int Number,
    [property: DebuggerBrowsable(DebuggerBrowsableState.Never)] Score Training,
    [property: DebuggerBrowsable(DebuggerBrowsableState.Never)] History History,
    [property: DebuggerBrowsable(DebuggerBrowsableState.Never)] int Samples
)
{
    /// <summary>The score on the validation data, where there is any.</summary>
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    public Score? Validation { get; private init; }

    /// <summary>The model.</summary>
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    public Model Model => Trainer.Model;

    /// <summary>The weights after the epoch.</summary>
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    public Parameters Parameters => State.Parameters;

    /// <summary>
    /// The weights with the averages that the optimizer keeps in the place of those that it trains; the weights themselves where there is no
    /// <see cref="ExponentialMovingAverage"/>. <see cref="Trainer.Fit"/> ends with them.
    /// </summary>
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    public Parameters Averaged => Trainer.Averaged(State);

    /// <summary>The loss and the metrics over a data set.</summary>
    /// <exception cref="ShapeException">The data is not what the model takes.</exception>
    public Score Evaluate(Dataset data) => Trainer.Evaluate(Parameters, data);

    /// <summary>All values of a metric over a data set, with the weights of the data where it has any.</summary>
    /// <exception cref="ShapeException">The data is not what the model takes, or the metric does not take them.</exception>
    /// <example><code>var confusion = trained.Measure(new ConfusionMatrix(10), test);</code></example>
    public Tensor Measure(IMetric metric, Dataset data) => Trainer.Measure(metric, Parameters, data);

    /// <summary>The output for each sample of a data set: (samples, …).</summary>
    /// <exception cref="ShapeException">The data is not what the model takes.</exception>
    public Tensor Predict(Dataset data) => Trainer.Predict(Parameters, data);

    /// <summary>The class of each sample of a data set: the place of the largest output (<see cref="Categorical.Classes"/>).</summary>
    /// <exception cref="ShapeException">The data is not what the model takes, or its output is not (samples, classes).</exception>
    public int[] Classify(Dataset data) => Categorical.Classes(Predict(data));

    /// <summary>Writes the weights to a file in the safetensors format (<see cref="WeightsFile"/>); <see cref="Model.LoadWeights"/> reads them.</summary>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public void SaveWeights(string path) => Model.SaveWeights(path, Parameters);

    /// <summary>The same epoch with its score on validation data, also in the history.</summary>
    /// <exception cref="ShapeException">The data is not what the model takes.</exception>
    public Epoch Validate(Dataset data) => WithValidation(Evaluate(data));

    /// <summary>The same epoch with the averages for its weights, with which Keras' fit ends; its scores stay those of the weights before.</summary>
    internal Epoch WithAverages() => this with { State = State with { Parameters = Averaged } };

    /// <summary>The scores by their names in the history.</summary>
    internal IEnumerable<(string Name, double Value)> Scores =>
        Training.Named("").Concat(Validation?.Named("val_") ?? []);

    /// <summary>The same epoch with a validation's score, also in the history.</summary>
    internal Epoch WithValidation(Score score) =>
        WithValidations(new Dictionary<int, Score> { [History.Count - 1] = score });

    /// <summary>The same epoch with scores of epochs up to this one, by their place in the history.</summary>
    internal Epoch WithValidations(IReadOnlyDictionary<int, Score> scores) =>
        this with
        {
            Validation = scores[History.Count - 1],
            History = History.WithValidations(scores),
        };

    /// <summary>The number and the scores.</summary>
    public override string ToString() =>
        $"Epoch {Number}: {Training}{(Validation is { } score ? $" - {score.Text("val_")}" : "")}";
}
