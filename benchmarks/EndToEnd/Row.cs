namespace Convnet.Benchmarks;

/// <summary>A row of the table, or a JSON line; null for what does not apply.</summary>
internal sealed record Row
{
    /// <summary>The network: mnist.</summary>
    public required string Net { get; init; }

    /// <summary>What was measured, as the command line says it.</summary>
    public required string Mode { get; init; }

    /// <summary>Images of a step.</summary>
    public required int Batch { get; init; }

    /// <summary>Threads that worked.</summary>
    public required int Threads { get; init; }

    /// <summary>The provider, or the name of the peer.</summary>
    public required string Provider { get; init; }

    /// <summary>The median of the runs.</summary>
    public required double ImagesPerSecond { get; init; }

    /// <summary>Time in units of the peer's with as many threads: below 1 is faster.</summary>
    public double? RatioToPeer { get; init; }

    /// <summary>Speed in units of that with one thread.</summary>
    public double? RatioToOneThread { get; init; }

    /// <summary>Multiplications and additions of the network's products, in thousands of millions a second.</summary>
    public required double Gflops { get; init; }

    /// <summary>Their share of what the same threads reach in fused multiply-adds alone.</summary>
    public required double ShareOfPeak { get; init; }

    /// <summary>The most memory that the process held at once, in MiB.</summary>
    public required double PeakMiB { get; init; }

    /// <summary>Seconds from the start of the process to the end of the first step.</summary>
    public double? StartSeconds { get; init; }

    /// <summary>What a step leaves to the garbage collector, in KiB.</summary>
    public double? AllocatedKiBPerStep { get; init; }
}
