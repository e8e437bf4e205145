namespace Convnet.Benchmarks;

/// <summary>What the command line asks for.</summary>
internal sealed record Options
{
    /// <summary>How often each contender is measured, in turns; the median counts.</summary>
    public required int Runs { get; init; }

    /// <summary>Epochs of a run of training; the last one counts.</summary>
    public required int Epochs { get; init; }

    /// <summary>The numbers of threads.</summary>
    public required IReadOnlyList<int> Threads { get; init; }

    /// <summary>The providers; empty for all that work here, and the peers.</summary>
    public required IReadOnlyList<string> Providers { get; init; }

    /// <summary>The networks; empty for those of the mode.</summary>
    public required IReadOnlyList<string> Nets { get; init; }

    /// <summary>Seconds of a block, of which the best of five counts.</summary>
    public required double Seconds { get; init; }

    /// <summary>Training steps of a round; null for those of the mode.</summary>
    public int? Steps { get; init; }

    /// <summary>Pixels of a batch at most where cost grows: larger batches are left out.</summary>
    public required long MostPixels { get; init; }

    /// <summary>A folder of MNIST; null to look for one.</summary>
    public string? Data { get; init; }

    /// <summary>The file of the picture; null for none.</summary>
    public string? Picture { get; init; }

    /// <summary>One JSON object a row in place of the table.</summary>
    public bool Json { get; init; }

    /// <summary>The providers that were asked for, else all that work here.</summary>
    /// <remarks>MathNet's managed provider is 20 to 40 times slower than simd: only who asks for it waits for it.</remarks>
    public IReadOnlyList<string> ProvidersOrAll =>
        Providers.Count > 0 ? Providers : [.. Provider.Available.Where(name => name != "mathnet")];

    /// <summary>Those of a mode's networks that are asked for.</summary>
    public IReadOnlyList<string> NetsOf(params IReadOnlyList<string> mode) =>
        Nets.Count == 0 ? mode : [.. mode.Where(Nets.Contains)];
}
