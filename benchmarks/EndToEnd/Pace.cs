using System.Diagnostics;

namespace Convnet.Benchmarks;

/// <summary>How often something can be done in a second, measured as the peers measure themselves.</summary>
internal static class Pace
{
    /// <summary>Blocks, of which the best counts: what disturbs one only makes it slower.</summary>
    public const int Blocks = 5;

    private const double WarmUp = 1.25; // in blocks: 0.5 s before blocks of 0.4 s

    /// <summary>Runs a second, of the best block after a warm-up.</summary>
    public static double PerSecond(double seconds, Action run)
    {
        Run(WarmUp * seconds, run);
        return Enumerable.Range(0, Blocks).Max(_ => Run(seconds, run));
    }

    /// <summary>Runs a second, over at least so many seconds.</summary>
    public static double Run(double seconds, Action run)
    {
        var (runs, clock) = (0, Stopwatch.StartNew());
        do
        {
            run();
            runs++;
        } while (clock.Elapsed.TotalSeconds < seconds);

        return runs / clock.Elapsed.TotalSeconds;
    }
}
