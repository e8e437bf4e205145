namespace Convnet;

/// <summary>The fold over epochs and batches that <see cref="Trainer"/> starts.</summary>
internal static class TrainingRun
{
    /// <summary>Epoch after epoch; each step is told to <paramref name="report"/>, at most every 0.05 s, and each end of an epoch.</summary>
    public static IEnumerable<Epoch> Epochs(
        Trainer trainer,
        Dataset data,
        Action<Trainer, ProgressReport> report,
        CancellationToken cancellation
    ) => Walk(trainer, data, everyStep: false, report, cancellation).Select(moment => moment.Epoch!);

    /// <summary>The state after each step.</summary>
    public static IEnumerable<TrainingState> Steps(Trainer trainer, Dataset data, CancellationToken cancellation) =>
        Walk(trainer, data, everyStep: true, (_, _) => { }, cancellation).Select(moment => moment.State);

    /// <summary>Some epochs, with progress.</summary>
    public static Epoch Fit(Trainer trainer, int epochs, Dataset data, CancellationToken cancellation)
    {
        var lastNumber = (trainer.From?.Epoch ?? 0) + epochs;
        return Epochs(trainer, data, Report, cancellation).Take(epochs).LastOrDefault()?.WithAverages()
            ?? throw new OperationCanceledException("Training was cancelled before its first step.", cancellation);

        void Report(Trainer current, ProgressReport report) =>
            current.Progress.Report?.Invoke(report with { LastEpoch = lastNumber });
    }

    private static IEnumerable<(TrainingState State, Epoch? Epoch)> Walk(
        Trainer trainer,
        Dataset data,
        bool everyStep,
        Action<Trainer, ProgressReport> report,
        CancellationToken cancellation
    )
    {
        var (state, history) = (trainer.From ?? TrainingState.Of(trainer), History.Empty);
        while (!cancellation.IsCancellationRequested)
        {
            using var stretch = new Stretch(trainer, state, data, report, cancellation);
            while (!cancellation.IsCancellationRequested && stretch.Takes(trainer))
            {
                foreach (var moment in stretch.Epoch(trainer, state, history, everyStep))
                {
                    (trainer, state, history) = moment.Epoch is { } epoch
                        ? (epoch.Trainer, epoch.State, epoch.History)
                        : (trainer, state, history);
                    yield return moment;
                }
            }
        }
    }
}
