namespace Convnet.Benchmarks;

/// <summary>A row of the table, or a JSON line; null for what does not apply.</summary>
internal sealed record Row
{
    /// <summary>The network: mnist, cifar, vgg, resnet or resnet-bare; or the images of a layer.</summary>
    public required string Net { get; init; }

    /// <summary>What was measured, as the command line says it.</summary>
    public required string Mode { get; init; }

    /// <summary>The layer that was measured alone, by its label in the model.</summary>
    public string? Layer { get; init; }

    /// <summary>Of a layer: forward, weights (its gradient by them) or input (its gradient by that); of a network: train or predict.</summary>
    public string? Pass { get; init; }

    /// <summary>Pixels of an image's side, where it is not always the same.</summary>
    public int? Side { get; init; }

    /// <summary>Images of a step.</summary>
    public required int Batch { get; init; }

    /// <summary>Threads that worked.</summary>
    public required int Threads { get; init; }

    /// <summary>The provider, or the name of the peer.</summary>
    public required string Provider { get; init; }

    /// <summary>The median of the runs.</summary>
    public required double ImagesPerSecond { get; init; }

    /// <summary>Milliseconds of a training step.</summary>
    public double? MsPerStep { get; init; }

    /// <summary>Time in units of the peer's with as many threads: below 1 is faster.</summary>
    public double? RatioToPeer { get; init; }

    /// <summary>Speed in units of the peer's with as many threads: above 1 is faster.</summary>
    public double? RateToPeer { get; init; }

    /// <summary>Speed in units of that of the same convolutions without normalizations.</summary>
    public double? RateToBare { get; init; }

    /// <summary>Speed in units of that with one thread.</summary>
    public double? RatioToOneThread { get; init; }

    /// <summary>Multiplications and additions of the direct formula's products for an image.</summary>
    public double? FlopPerImage { get; init; }

    /// <summary>These, in thousands of millions a second.</summary>
    public double? Gflops { get; init; }

    /// <summary>Their share of what the same threads reach in fused multiply-adds alone.</summary>
    public double? ShareOfPeak { get; init; }

    /// <summary>GFLOPS in units of the better neighbour's, of those with the next smaller and larger batch or image; a cliff is below a half.</summary>
    public double? RatioToNeighbour { get; init; }

    /// <summary>What is read and written a second, in thousands of millions of bytes.</summary>
    public double? GigabytesPerSecond { get; init; }

    /// <summary>Its share of what a plain copy of as large arrays reads and writes in the same run.</summary>
    public double? ShareOfCopy { get; init; }

    /// <summary>The most memory that the process held at once, in MiB.</summary>
    public double? PeakMiB { get; init; }

    /// <summary>Seconds from the start of the process to the end of the first step.</summary>
    public double? StartSeconds { get; init; }

    /// <summary>What a step leaves to the garbage collector, in KiB.</summary>
    public double? AllocatedKiBPerStep { get; init; }

    /// <summary>One row of several runs of the same: the median of each number that was measured.</summary>
    public static Row Median(IReadOnlyList<Row> runs) =>
        runs[0] with
        {
            ImagesPerSecond = Middle(runs.Select(run => (double?)run.ImagesPerSecond))!.Value,
            MsPerStep = Middle(runs.Select(run => run.MsPerStep)),
            GigabytesPerSecond = Middle(runs.Select(run => run.GigabytesPerSecond)),
            ShareOfCopy = Middle(runs.Select(run => run.ShareOfCopy)),
            PeakMiB = Middle(runs.Select(run => run.PeakMiB)),
            StartSeconds = Middle(runs.Select(run => run.StartSeconds)),
            AllocatedKiBPerStep = Middle(runs.Select(run => run.AllocatedKiBPerStep)),
        };

    private static double? Middle(IEnumerable<double?> values)
    {
        var sorted = values.OfType<double>().Order().ToArray();
        return sorted.Length == 0 ? null : (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }
}
