namespace Convnet;

/// <summary>How far a fit is.</summary>
public readonly record struct ProgressReport
{
    /// <summary>The number of the epoch, from 1.</summary>
    public required int Epoch { get; init; }

    /// <summary>The number of the last epoch of the fit.</summary>
    public required int LastEpoch { get; init; }

    /// <summary>Steps of the epoch that are done.</summary>
    public required int Step { get; init; }

    /// <summary>Steps of the whole epoch.</summary>
    public required int Steps { get; init; }

    /// <summary>Samples of the whole epoch.</summary>
    public required int Samples { get; init; }

    /// <summary>Samples of a step.</summary>
    public required int BatchSize { get; init; }

    /// <summary>Time since the epoch began; without the validation.</summary>
    public required TimeSpan Elapsed { get; init; }

    /// <summary>Time that the first step took, which <see cref="TimePerStep"/> leaves out.</summary>
    public required TimeSpan FirstStep { get; init; }

    /// <summary>The running means.</summary>
    public required Score Training { get; init; }

    /// <summary>The validation's score, where there is one, at the end.</summary>
    public Score? Validation { get; init; }

    /// <summary>True for the last report of the epoch.</summary>
    public bool IsFinal { get; init; }

    /// <summary>The mean time of a step, without the first, in which the code is compiled.</summary>
    public TimeSpan TimePerStep => Step > 1 ? (Elapsed - FirstStep) / (Step - 1) : FirstStep;
}
