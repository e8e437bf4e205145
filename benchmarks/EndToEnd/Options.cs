namespace Convnet.Benchmarks;

/// <summary>What the command line asks for.</summary>
internal sealed record Options
{
    /// <summary>How often each contender is measured, in turns; the median counts.</summary>
    public required int Runs { get; init; }

    /// <summary>Epochs of a run; the last one counts.</summary>
    public required int Epochs { get; init; }

    /// <summary>The numbers of threads.</summary>
    public required IReadOnlyList<int> Threads { get; init; }

    /// <summary>The providers; empty for all that work here, and the peers.</summary>
    public required IReadOnlyList<string> Providers { get; init; }

    /// <summary>A folder of MNIST; null to look for one.</summary>
    public string? Data { get; init; }

    /// <summary>One JSON object a row in place of the table.</summary>
    public bool Json { get; init; }
}
