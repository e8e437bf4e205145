namespace Convnet;

/// <summary>Epochs with one loss, one optimizer and one number of threads: what <see cref="TrainingRun"/> strings together.</summary>
internal sealed class Stretch : IDisposable
{
    private readonly Trainer first;
    private readonly Dataset data;
    private readonly Action<Trainer, ProgressReport> report;
    private readonly CancellationToken cancellation;
    private readonly Workers workers;
    private readonly StepRunner runner;

    /// <summary>A team and private copies of a state.</summary>
    public Stretch(
        Trainer trainer,
        TrainingState start,
        Dataset data,
        Action<Trainer, ProgressReport> report,
        CancellationToken cancellation
    )
    {
        (first, this.data, this.report, this.cancellation) = (trainer, data, report, cancellation);
        workers = new(trainer.Threads);
        try
        {
            runner = new(trainer, start, workers);
        }
        catch
        {
            workers.Dispose();
            throw;
        }
    }

    /// <summary>Whether this stretch can go on with another trainer.</summary>
    public bool Takes(Trainer trainer) =>
        trainer.Threads == first.Threads
        && Equals(trainer.Loss, first.Loss)
        && Equals(trainer.Optimizer, first.Optimizer);

    /// <summary>One epoch: its steps one by one where they are wanted, and at last the epoch; nothing where it was cancelled before a step.</summary>
    public IEnumerable<(TrainingState State, Epoch? Epoch)> Epoch(
        Trainer trainer,
        TrainingState state,
        History history,
        bool everyStep
    )
    {
        var (score, order) = (new ScoreKeeper(trainer.Reported), trainer.Order(state, data));
        var progress = new EpochProgress(trainer, state.Epoch + 1, order.Length, score, report);
        var given = 0;
        progress.Begin();
        for (var step = 0; step < progress.Steps && !cancellation.IsCancellationRequested; step++)
        {
            var start = step * trainer.BatchSize;
            runner.Step(data, order[start..Math.Min(order.Length, start + trainer.BatchSize)], score);
            var isLast = step == progress.Steps - 1 || cancellation.IsCancellationRequested;
            progress.Add(isLast);
            if (everyStep && !isLast)
            {
                given = score.Samples;
                yield return (runner.HandOut(state.Epoch), null);
            }
        }

        // Whenever it was cancelled: what was learned and not given yet is given.
        if (score.Samples > given)
        {
            yield return Finish(trainer, state.Epoch + 1, history, score, progress, everyStep);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => workers.Dispose();

    private (TrainingState, Epoch) Finish(
        Trainer trainer,
        int number,
        History history,
        ScoreKeeper score,
        EpochProgress progress,
        bool onlyState
    )
    {
        var (state, training) = (runner.HandOut(number), score.Score);
        var epoch = new Epoch(trainer, state, number, training, history.Add(training, null), score.Samples);
        if (trainer.Validation is { } validation && !(onlyState && trainer.Adapt is null))
        {
            epoch = epoch.WithValidation(Inference.Evaluate(trainer, state.Parameters, validation));
        }

        progress.End(epoch);
        return (state, epoch with { Trainer = Adaptation.Next(trainer, epoch) });
    }
}
