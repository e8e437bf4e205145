using System.Collections.Immutable;
using System.Diagnostics;

namespace Convnet;

/// <summary>What the epochs of a run were worth, by name as in Keras: <c>loss</c>, <c>accuracy</c>, <c>val_loss</c>, <c>val_accuracy</c>.</summary>
public sealed record History
{
    private readonly ImmutableArray<(Score Training, Score? Validation)> epochs;

    private History(ImmutableArray<(Score, Score?)> epochs) => this.epochs = epochs;

    /// <summary>No epochs.</summary>
    public static History Empty { get; } = new([]);

    /// <summary>How many epochs there are.</summary>
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    public int Count => epochs.Length;

    /// <summary>The names there is a value for.</summary>
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    public IReadOnlyList<string> Names =>
        [
            .. epochs
                .SelectMany(epoch => epoch.Training.Named("").Concat(epoch.Validation?.Named("val_") ?? []))
                .Select(pair => pair.Name)
                .Distinct()
                .Order(StringComparer.Ordinal),
        ];

    /// <summary>One value an epoch under a name; NaN where an epoch has none.</summary>
    /// <exception cref="ArgumentException">No epoch has one.</exception>
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    public IReadOnlyList<double> this[string name] =>
        Names.Contains(name)
            ? [.. epochs.Select(epoch => Value(epoch, name))]
            : throw new ArgumentException(
                $"The history has no '{name}', only {string.Join(", ", Names)}.",
                nameof(name)
            );

    /// <inheritdoc/>
    public bool Equals(History? other) => other is not null && epochs.SequenceEqual(other.epochs);

    /// <inheritdoc/>
    public override int GetHashCode() => epochs.Aggregate(0, HashCode.Combine);

    /// <summary>One line an epoch.</summary>
    public override string ToString() =>
        string.Join(
            '\n',
            epochs.Select(
                (epoch, i) =>
                    $"{i + 1}: {epoch.Training}{(epoch.Validation is { } score ? $" - {score.Text("val_")}" : "")}"
            )
        );

    /// <summary>This history and one more epoch.</summary>
    internal History Add(Score training, Score? validation) => new(epochs.Add((training, validation)));

    /// <summary>The same with validations of some epochs, by their place.</summary>
    internal History WithValidations(IReadOnlyDictionary<int, Score> scores) =>
        new([.. epochs.Select((epoch, i) => scores.TryGetValue(i, out var score) ? (epoch.Training, score) : epoch)]);

    private static double Value((Score Training, Score? Validation) epoch, string name) =>
        epoch
            .Training.Named("")
            .Concat(epoch.Validation?.Named("val_") ?? [])
            .Where(pair => pair.Name == name)
            .Select(pair => pair.Value)
            .DefaultIfEmpty(double.NaN)
            .First();
}
