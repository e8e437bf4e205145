namespace Convnet.Examples;

/// <summary>The JSON line of an epoch.</summary>
internal readonly record struct EpochLine
{
    /// <summary>The number of the epoch, from 1.</summary>
    public required int Epoch { get; init; }

    /// <summary>Seconds of training alone, without evaluation.</summary>
    public required double Seconds { get; init; }

    /// <summary>Training images a second.</summary>
    public required double ImagesPerSecond { get; init; }

    /// <summary>The mean over the images seen, each before its step.</summary>
    public required double Loss { get; init; }

    /// <summary>The share of the images seen that were told right, each before its step.</summary>
    public required double Accuracy { get; init; }

    /// <summary>The loss over the test data after the epoch.</summary>
    public required double TestLoss { get; init; }

    /// <summary>The accuracy over the test data after the epoch.</summary>
    public required double TestAccuracy { get; init; }

    /// <summary>How many images were seen: fewer than all where the epoch was stopped.</summary>
    public required long Images { get; init; }
}
