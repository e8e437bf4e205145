using System.Diagnostics;

namespace Convnet.Benchmarks;

/// <summary>The time of a training step, measured as the peer does it: after a warm-up, the median of rounds of some steps.</summary>
internal static class TrainingRounds
{
    private const int Rounds = 3;

    /// <summary>Milliseconds of a step of so many images. A round is an epoch of as many steps; rounds of so many seconds, at least one, warm up.</summary>
    public static double MsPerStep(Model model, int batch, int threads, int steps, double warmUp = 0)
    {
        var data = Nets.Data(model.Input, batch * steps);
        using var epochs = Nets.Trainer(model, batch, threads).Epochs(data).GetEnumerator();
        Pace.Run(warmUp, () => epochs.MoveNext());
        var rounds = new double[Rounds];
        foreach (ref var round in rounds.AsSpan())
        {
            var clock = Stopwatch.StartNew();
            epochs.MoveNext();
            round = clock.Elapsed.TotalMilliseconds / steps;
        }

        return rounds.Order().ElementAt(Rounds / 2);
    }
}
