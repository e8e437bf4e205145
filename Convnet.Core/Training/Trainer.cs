using System.Collections.Immutable;

namespace Convnet;

/// <summary>
/// How a model is trained: a value; nothing happens before <see cref="Epochs"/> is walked, or <see cref="Fit"/> walks it.
/// Same seed, same bits, for any number of threads.
/// </summary>
/// <param name="Model">The model.</param>
/// <param name="Loss">What is to be small.</param>
/// <param name="Optimizer">How gradients become updates.</param>
public sealed record Trainer(Model Model, ILoss Loss, IOptimizer Optimizer)
{
    private readonly ImmutableArray<IMetric>? metrics;
    private readonly ImmutableArray<IMetric> weightedMetrics = [];
    private readonly int? threads;

    /// <summary>The model.</summary>
    public Model Model
    {
        get;
        init => field = Check.NotNull(value);
    } = Check.NotNull(Model);

    /// <summary>What is to be small.</summary>
    public ILoss Loss
    {
        get;
        init => field = Check.NotNull(value);
    } = Check.NotNull(Loss);

    /// <summary>How gradients become updates.</summary>
    public IOptimizer Optimizer
    {
        get;
        init => field = Check.NotNull(value);
    } = Check.NotNull(Optimizer);

    /// <summary>Samples of a step, at least 1; 32 unless told, as in Keras.</summary>
    public int BatchSize
    {
        get;
        init => field = Check.Positive(value);
    } = 32;

    /// <summary>Whether each epoch draws the samples in a new order; true unless told.</summary>
    public bool Shuffle { get; init; } = true;

    /// <summary>Where first weights, orders and draws come from; 0 unless told.</summary>
    public int Seed { get; init; }

    /// <summary>Threads that work, at least 1; all cores unless told. Changes no bit of the result.</summary>
    public int Threads
    {
        get => threads ?? Environment.ProcessorCount;
        init => threads = Check.Positive(value);
    }

    /// <summary>
    /// Whether 3×3 convolutions for which it pays are computed by Winograd's algorithm, in a half to a third of the products and with an error of
    /// at most 3e-6 of the largest value; true unless told, or the environment says <c>CONVNET_WINOGRAD=0</c>.
    /// </summary>
    public bool Winograd { get; init; } = WinogradTiles.AreOn;

    /// <summary>
    /// What is reported beside the loss, each sample counting 1; the accuracy under a cross-entropy unless told, else nothing. Of two with one
    /// name, the second is reported as <c>name_1</c>.
    /// </summary>
    public IReadOnlyList<IMetric> Metrics
    {
        get =>
            metrics
            ?? (
                Loss is CategoricalCrossentropy or SparseCategoricalCrossentropy or BinaryCrossentropy
                    ? [new Accuracy()]
                    : []
            );
        init => metrics = [.. Check.NotNull(value)];
    }

    /// <summary>
    /// What is reported with each sample counting as much as its weight in the data says (Keras' weighted_metrics); nothing unless told. Where
    /// <see cref="Metrics"/> has the name too, it is reported as <c>weighted_name</c>.
    /// </summary>
    public IReadOnlyList<IMetric> WeightedMetrics
    {
        get => weightedMetrics;
        init => weightedMetrics = [.. Check.NotNull(value)];
    }

    /// <summary>Where training starts; unless told, from new weights of the seed.</summary>
    public TrainingState? From { get; init; }

    /// <summary>Where <see cref="Fit"/> reports how far it is; the console unless told.</summary>
    public Progress Progress
    {
        get;
        init => field = Check.NotNull(value);
    } = Progress.Console;

    /// <summary>Data that each epoch is scored on, never learned nor shuffled; none unless told.</summary>
    public Dataset? Validation { get; init; }

    /// <summary>
    /// What the next epoch is trained with: called after each epoch, before it is yielded, with the epoch and the trainer that trained it; none
    /// unless told. It may change numbers of the optimizer, loss, batch size, shuffle, metrics, validation, threads, progress and the rule
    /// itself: the weights and the optimizer's state go on.
    /// </summary>
    /// <remarks>The trainer that is given holds the rule that is called, and a rule with a state of its own puts its next value there.</remarks>
    /// <example><code>
    /// trainer with { Adapt = (epoch, trainer) => epoch.Number == 10 ? trainer.WithLearningRate(1e-4) : trainer }
    /// </code></example>
    public Func<Epoch, Trainer, Trainer>? Adapt { get; init; }

    /// <summary>The optimizer's learning rate; NaN where it has none, or several, or a schedule says it.</summary>
    public double LearningRate => Convnet.LearningRate.Of(Optimizer);

    /// <summary>The same trainer with another learning rate: of its optimizer, or of those that it is made of.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The rate is not a finite number above 0.</exception>
    /// <exception cref="InvalidOperationException">The optimizer has no learning rate, or several, or a schedule says it.</exception>
    public Trainer WithLearningRate(double learningRate) =>
        this with
        {
            Optimizer = Convnet.LearningRate.With(Optimizer, learningRate),
        };

    /// <summary>The same trainer with one more rule in <see cref="Adapt"/>: after those that it has, with what they made of it.</summary>
    public Trainer AdaptWith(Func<Epoch, Trainer, Trainer> rule) =>
        this with
        {
            Adapt = Adaptation.Then(Adapt, Check.NotNull(rule)),
        };

    /// <summary>The same trainer, starting from a state; what <c>trainer with { From = state }</c> is where there is no <c>with</c>, as in F#.</summary>
    public Trainer StartFrom(TrainingState state) => this with { From = Check.NotNull(state) };

    /// <summary>
    /// The weights of a state with the averages that the optimizer keeps in the place of those that it trains; the weights themselves where it
    /// has no <see cref="ExponentialMovingAverage"/>, or has made no step.
    /// </summary>
    public Parameters Averaged(TrainingState state) =>
        Averages.Of(Optimizer, Check.NotNull(state).Optimizer, state.Parameters);

    /// <summary>The state after one step over a batch; pure. The same bits as a step of <see cref="Epochs"/>; <see cref="Adapt"/> is not asked.</summary>
    /// <exception cref="TrainingException">The loss is not finite.</exception>
    public TrainingState Step(TrainingState state, Batch batch)
    {
        var data = Dataset.OfTensors(Check.NotNull(batch).Input, batch.Target);
        data = batch.Weights is null ? data : data.WithWeights(batch.Weights.ToArray());
        Inference.Refuse(Model, data);
        using var workers = new Workers(Threads);
        var runner = new StepRunner(this, Check.NotNull(state), workers);
        runner.Step(data, [.. Enumerable.Range(0, data.Count)], new([]));
        return runner.HandOut(state.Epoch);
    }

    /// <summary>The batches of the epoch after a state, in the order of its shuffle: folding <see cref="Step"/> over them is that epoch.</summary>
    public IEnumerable<Batch> Batches(TrainingState state, Dataset data) =>
        Order(Check.NotNull(state), Check.NotNull(data))
            .Chunk(BatchSize)
            .Select(indices => data.Batch(indices.AsSpan()));

    /// <summary>Epoch after epoch without end, each trained when it is asked for. Walked twice, it trains twice.</summary>
    /// <remarks>
    /// <c>epoch.Trainer.StartFrom(epoch.State)</c> goes on to the same bits as not having stopped, with whatever <see cref="Adapt"/> changed.
    /// <see cref="EpochSequence"/> holds what stops, keeps, saves and logs.
    /// </remarks>
    /// <param name="data">What is learned.</param>
    /// <param name="cancellation">Stops after the step at hand; what was learned of the epoch is the last that is yielded.</param>
    /// <exception cref="ShapeException">The data is not what the model takes.</exception>
    /// <exception cref="TrainingException">The loss is not finite; the message says where.</exception>
    /// <exception cref="InvalidOperationException"><see cref="Adapt"/> changed what may not change.</exception>
    public IEnumerable<Epoch> Epochs(Dataset data, CancellationToken cancellation = default)
    {
        Refuse(data, Validation);
        return TrainingRun.Epochs(this, data, (_, _) => { }, cancellation);
    }

    /// <summary>The state after each step, epoch after epoch without end; each step is made when it is asked for. What was given never changes.</summary>
    /// <remarks>
    /// The last state of an epoch is that of the epoch in <see cref="Epochs"/>, bit for bit. Going on from a state within an epoch begins
    /// that epoch's order anew. Each state is a copy of all weights: <see cref="Epochs"/> is faster.
    /// </remarks>
    /// <param name="data">What is learned.</param>
    /// <param name="cancellation">Stops after the step at hand, whose state is the last.</param>
    /// <exception cref="ShapeException">The data is not what the model takes.</exception>
    /// <exception cref="TrainingException">The loss is not finite; the message says where.</exception>
    /// <exception cref="InvalidOperationException"><see cref="Adapt"/> changed what may not change.</exception>
    public IEnumerable<TrainingState> Steps(Dataset data, CancellationToken cancellation = default)
    {
        Refuse(data, Validation);
        return TrainingRun.Steps(this, data, cancellation);
    }

    /// <summary>Trains for some epochs, reports how far it is, and gives the last, whose history holds all.</summary>
    /// <remarks>Under an <see cref="ExponentialMovingAverage"/> its weights are the averages; the scores are those of the weights before, as in Keras.</remarks>
    /// <param name="epochs">How many, at least 1.</param>
    /// <param name="data">What is learned.</param>
    /// <param name="validation">Data that each epoch is scored on, never shuffled; <see cref="Validation"/> unless told.</param>
    /// <param name="validationSplit">Instead: the last part of the data, taken away before it is shuffled; 0 for none.</param>
    /// <param name="cancellation">Stops after the step at hand; what was learned of the epoch is what is given.</param>
    /// <exception cref="ShapeException">The data is not what the model takes.</exception>
    /// <exception cref="TrainingException">The loss is not finite; the message says where.</exception>
    /// <exception cref="OperationCanceledException">Cancelled before the first step.</exception>
    public Epoch Fit(
        int epochs,
        Dataset data,
        Dataset? validation = null,
        double validationSplit = 0,
        CancellationToken cancellation = default
    )
    {
        Check.Positive(epochs);
        if (validationSplit != 0)
        {
            if (validation is not null)
            {
                throw new ArgumentException(
                    "validationSplit and validation were both given: use one of them.",
                    nameof(validationSplit)
                );
            }

            (data, validation) = Check.NotNull(data).Split(validationSplit);
        }

        var trainer = validation is null ? this : this with { Validation = validation };
        Refuse(data, trainer.Validation);
        return TrainingRun.Fit(trainer, epochs, data, cancellation);
    }

    /// <summary>The loss and the metrics of some weights over a data set.</summary>
    /// <exception cref="ShapeException">Weights or data are not the model's.</exception>
    public Score Evaluate(Parameters parameters, Dataset data)
    {
        Inference.Refuse(Model, data);
        return Inference.Evaluate(this, parameters, data);
    }

    /// <summary>The output for each sample of a data set: (samples, …).</summary>
    /// <exception cref="ShapeException">Weights or data are not the model's.</exception>
    public Tensor Predict(Parameters parameters, Dataset data)
    {
        Inference.Refuse(Model, data);
        return Inference.Predict(this, parameters, data);
    }

    /// <summary>All values of a metric over a data set, such as a <see cref="ConfusionMatrix"/>, with the weights of the data where it has any.</summary>
    /// <exception cref="ShapeException">Weights or data are not the model's, or the metric does not take them.</exception>
    public Tensor Measure(IMetric metric, Parameters parameters, Dataset data)
    {
        Inference.Refuse(Model, data);
        return Inference.Measure(this, Check.NotNull(metric), parameters, data);
    }

    /// <summary>What is reported, by its name.</summary>
    internal IReadOnlyList<ReportedMetric> Reported => ReportedMetric.Of(Metrics, WeightedMetrics);

    /// <summary>The numbers of the samples in the order of the epoch after a state.</summary>
    internal int[] Order(TrainingState state, Dataset data) =>
        Shuffle ? state.ShuffleKey.Permutation(data.Count) : [.. Enumerable.Range(0, data.Count)];

    private void Refuse(Dataset data, Dataset? validation)
    {
        Inference.Refuse(Model, data);
        if (validation is not null)
        {
            Inference.Refuse(Model, validation);
        }
    }
}
