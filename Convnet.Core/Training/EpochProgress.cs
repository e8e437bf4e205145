using System.Diagnostics;

namespace Convnet;

/// <summary>Tells how far an epoch is: at its begin, after steps at most every 0.05 s, after its last step, and at its end.</summary>
internal sealed class EpochProgress(
    Trainer trainer,
    int number,
    int samples,
    ScoreKeeper score,
    Action<Trainer, ProgressReport> report
)
{
    private static readonly TimeSpan BetweenReports = TimeSpan.FromSeconds(0.05);

    private readonly Stopwatch clock = Stopwatch.StartNew();
    private TimeSpan firstStep;
    private ProgressReport last;
    private int step;

    /// <summary>How many steps the epoch has.</summary>
    public int Steps { get; } = (samples + trainer.BatchSize - 1) / trainer.BatchSize;

    /// <summary>The epoch begins.</summary>
    public void Begin() => Report();

    /// <summary>One more step is done.</summary>
    public void Add(bool isLast)
    {
        step++;
        firstStep = step == 1 ? clock.Elapsed : firstStep;
        if (isLast || clock.Elapsed - last.Elapsed >= BetweenReports)
        {
            Report();
        }
    }

    /// <summary>The epoch is scored.</summary>
    public void End(Epoch epoch) =>
        report(trainer, last with { Training = epoch.Training, Validation = epoch.Validation, IsFinal = true });

    private void Report()
    {
        last = new()
        {
            Epoch = number,
            LastEpoch = number,
            Step = step,
            Steps = Steps,
            Samples = samples,
            BatchSize = trainer.BatchSize,
            Elapsed = clock.Elapsed,
            FirstStep = firstStep,
            Training = score.Score,
        };
        report(trainer, last);
    }
}
