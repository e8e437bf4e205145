namespace Convnet.Examples;

/// <summary>What the command line asks for.</summary>
internal sealed record Options
{
    /// <summary>auto, mnist, fashion-mnist, digits, or a folder of IDX files.</summary>
    public required string Data { get; init; }

    /// <summary>How often the network sees all training images.</summary>
    public required int Epochs { get; init; }

    /// <summary>Images of a training step.</summary>
    public required int BatchSize { get; init; }

    /// <summary>Where first weights and orders come from.</summary>
    public required int Seed { get; init; }

    /// <summary>Threads that work.</summary>
    public required int Threads { get; init; }

    /// <summary>What multiplies matrices; null for the library's rule.</summary>
    public string? Provider { get; init; }

    /// <summary>How many training images are used, from the first on; null for all.</summary>
    public int? Limit { get; init; }

    /// <summary>One JSON object a line in place of text for people.</summary>
    public bool Json { get; init; }
}
