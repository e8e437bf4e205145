namespace Convnet.Benchmarks;

/// <summary>What one run of a contender showed; null for what it does not tell.</summary>
internal sealed record Measurement(
    double ImagesPerSecond,
    double PeakMiB,
    double? StartSeconds = null,
    double? AllocatedKiBPerStep = null
)
{
    /// <summary>The median of each number.</summary>
    public static Measurement Median(IReadOnlyList<Measurement> runs) =>
        new(
            Middle(runs.Select(run => (double?)run.ImagesPerSecond))!.Value,
            Middle(runs.Select(run => (double?)run.PeakMiB))!.Value,
            Middle(runs.Select(run => run.StartSeconds)),
            Middle(runs.Select(run => run.AllocatedKiBPerStep))
        );

    private static double? Middle(IEnumerable<double?> values)
    {
        var sorted = values.OfType<double>().Order().ToArray();
        return sorted.Length == 0 ? null : (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }
}
