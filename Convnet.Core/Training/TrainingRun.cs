using System.Diagnostics;

namespace Convnet;

/// <summary>The fold over epochs and batches that <see cref="Trainer"/> starts.</summary>
internal static class TrainingRun
{
    private static readonly TimeSpan BetweenReports = TimeSpan.FromSeconds(0.05);

    /// <summary>Epoch after epoch; each step is told to <paramref name="report"/>, at most every 0.05 s.</summary>
    public static IEnumerable<Epoch> Epochs(
        Trainer trainer,
        Dataset data,
        Action<ProgressReport> report,
        CancellationToken cancellation
    )
    {
        using var workers = new Workers(trainer.Threads);
        var (state, history) = (trainer.From ?? TrainingState.Of(trainer), History.Empty);
        var runner = new StepRunner(trainer, state, workers);
        while (true)
        {
            var score = new ScoreKeeper(trainer.Metrics);
            Steps(trainer, data, state, runner, score, report, cancellation);
            if (score.Samples == 0)
            {
                yield break;
            }

            state = runner.HandOut(state.Epoch + 1);
            history = history.Add(score.Score, null);
            yield return new(trainer, state, state.Epoch, score.Score, history, score.Samples);
            if (cancellation.IsCancellationRequested)
            {
                yield break;
            }
        }
    }

    /// <summary>Some epochs, with validation and progress.</summary>
    public static Epoch Fit(
        Trainer trainer,
        int epochs,
        Dataset data,
        Dataset? validation,
        CancellationToken cancellation
    )
    {
        var (last, report) = (default(Epoch), default(ProgressReport));
        var (history, lastNumber) = (History.Empty, (trainer.From?.Epoch ?? 0) + epochs);
        var arenas = validation is null ? null : Inference.Arenas(trainer.Threads);
        foreach (var trained in Epochs(trainer, data, Report, cancellation).Take(epochs))
        {
            var score = validation is null
                ? default(Score?)
                : Inference.Evaluate(trainer, trained.Parameters, validation, arenas);
            history = history.Add(trained.Training, score);
            last = trained.WithValidation(score, history);
            Report(report with { Training = trained.Training, Validation = score, IsFinal = true });
        }

        return last
            ?? throw new OperationCanceledException("Training was cancelled before its first step.", cancellation);

        void Report(ProgressReport latest)
        {
            report = latest with { LastEpoch = lastNumber };
            trainer.Progress.Report?.Invoke(report);
        }
    }

    private static void Steps(
        Trainer trainer,
        Dataset data,
        TrainingState state,
        StepRunner runner,
        ScoreKeeper score,
        Action<ProgressReport> report,
        CancellationToken cancellation
    )
    {
        var order = trainer.Order(state, data);
        var (clock, steps) = (Stopwatch.StartNew(), (order.Length + trainer.BatchSize - 1) / trainer.BatchSize);
        var (firstStep, lastReport) = (TimeSpan.Zero, TimeSpan.Zero);
        report(Latest(0));
        for (var step = 0; step < steps && !cancellation.IsCancellationRequested; step++)
        {
            var start = step * trainer.BatchSize;
            runner.Step(data, order[start..Math.Min(order.Length, start + trainer.BatchSize)], score);
            firstStep = step == 0 ? clock.Elapsed : firstStep;
            if (
                step == steps - 1
                || cancellation.IsCancellationRequested
                || clock.Elapsed - lastReport >= BetweenReports
            )
            {
                lastReport = clock.Elapsed;
                report(Latest(step + 1));
            }
        }

        ProgressReport Latest(int step) =>
            new()
            {
                Epoch = state.Epoch + 1,
                LastEpoch = state.Epoch + 1,
                Step = step,
                Steps = steps,
                Samples = data.Count,
                BatchSize = trainer.BatchSize,
                Elapsed = clock.Elapsed,
                FirstStep = firstStep,
                Training = score.Score,
            };
    }
}
