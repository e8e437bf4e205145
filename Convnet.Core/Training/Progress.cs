namespace Convnet;

/// <summary>Where a fit reports how far it is: <see cref="Console"/>, <see cref="None"/>, or a function of your own.</summary>
/// <param name="Report">Called at most every 0.05 s and at the end of each epoch, on the thread that trains; null for silence.</param>
public sealed record Progress(Action<ProgressReport>? Report)
{
    /// <summary>Silence.</summary>
    public static Progress None { get; } = new((Action<ProgressReport>?)null);

    /// <summary>Keras' line on the console; where the output is not a terminal, one plain line an epoch.</summary>
    public static Progress Console { get; } =
        new(report => ProgressLine.Write(System.Console.Out, report, isTerminal: !System.Console.IsOutputRedirected));

    /// <summary>Keras' line, written elsewhere.</summary>
    /// <param name="writer">Where it goes.</param>
    /// <param name="isTerminal">Whether a line may be drawn over with a carriage return.</param>
    public static Progress To(TextWriter writer, bool isTerminal = false) =>
        new(report => ProgressLine.Write(Check.NotNull(writer), report, isTerminal));
}
