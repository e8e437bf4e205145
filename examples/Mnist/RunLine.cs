namespace Convnet.Examples;

/// <summary>The last JSON line: the whole run.</summary>
internal readonly record struct RunLine
{
    /// <summary>Seconds from the start of the process to this line.</summary>
    public required double TotalSeconds { get; init; }

    /// <summary>Seconds from the start of the process to the end of the first training step.</summary>
    public required double StartSeconds { get; init; }

    /// <summary>The loss over the test data.</summary>
    public required double TestLoss { get; init; }

    /// <summary>The accuracy over the test data.</summary>
    public required double TestAccuracy { get; init; }

    /// <summary>What multiplied matrices.</summary>
    public required string Provider { get; init; }

    /// <summary>Threads that worked.</summary>
    public required int Threads { get; init; }

    /// <summary>The most memory that the process held at once, in MiB.</summary>
    public required double PeakMiB { get; init; }

    /// <summary>What a training step leaves to the garbage collector once it runs steadily, in KiB.</summary>
    public required double AllocatedKiBPerStep { get; init; }

    /// <summary>What was learned: MNIST, Fashion-MNIST, drawn digits, or the folder.</summary>
    public required string Data { get; init; }
}
