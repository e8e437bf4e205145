namespace Convnet.Examples;

/// <summary>What the command line asks for.</summary>
internal sealed record Options
{
    /// <summary>auto, mnist, fashion-mnist, digits, or a folder of IDX files.</summary>
    public required string Data { get; init; }

    /// <summary>The sections that are wanted, by their ids; all where none is named.</summary>
    public required IReadOnlyList<string> Sections { get; init; }

    /// <summary>Where first weights and orders come from.</summary>
    public required int Seed { get; init; }

    /// <summary>Threads that work.</summary>
    public required int Threads { get; init; }

    /// <summary>What multiplies matrices; null for the library's rule.</summary>
    public string? Provider { get; init; }

    /// <summary>How much is trained.</summary>
    public required Length Length { get; init; }

    /// <summary>The folder of the report.</summary>
    public required string Out { get; init; }
}
