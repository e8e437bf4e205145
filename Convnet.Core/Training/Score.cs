using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;

namespace Convnet;

/// <summary>The loss and the metrics of a pass over data.</summary>
public readonly record struct Score
{
    private readonly ImmutableArray<(string Name, double Value)> metrics;

    /// <summary>A score.</summary>
    /// <param name="loss">The mean over the samples.</param>
    /// <param name="metrics">Names and values.</param>
    public Score(double loss, params IEnumerable<(string Name, double Value)> metrics) =>
        (Loss, this.metrics) = (loss, [.. metrics.OrderBy(metric => metric.Name, StringComparer.Ordinal)]);

    /// <summary>The mean over the samples, with the penalties of regularizers.</summary>
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    public double Loss { get; }

    /// <summary>The accuracy; NaN where it is not among the metrics.</summary>
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    public double Accuracy =>
        Metrics
            .Where(metric => metric.Name == "accuracy")
            .Select(metric => metric.Value)
            .DefaultIfEmpty(double.NaN)
            .First();

    /// <summary>The metrics, by name.</summary>
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    public IReadOnlyList<(string Name, double Value)> Metrics => metrics.IsDefault ? [] : metrics;

    /// <summary>The metric of a name, or the loss under "loss".</summary>
    /// <exception cref="ArgumentException">There is none.</exception>
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    public double this[string name]
    {
        get
        {
            foreach (var (candidate, value) in Metrics.Append(("loss", Loss)))
            {
                if (candidate == name)
                {
                    return value;
                }
            }

            throw new ArgumentException(
                $"There is no metric '{name}', only {string.Join(", ", Metrics.Select(metric => metric.Name).Append("loss"))}.",
                nameof(name)
            );
        }
    }

    /// <inheritdoc/>
    public bool Equals(Score other) => Loss.Equals(other.Loss) && Metrics.SequenceEqual(other.Metrics);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Loss, Metrics.Count);

    /// <summary>The metrics by name, then the loss, as Keras prints them: <c>accuracy: 0.9462 - loss: 0.1719</c>.</summary>
    public override string ToString() => Text("");

    /// <summary>The same score with the penalties of regularizers in the loss.</summary>
    internal Score WithPenalty(double penalty) => new(Loss + penalty, Metrics);

    /// <summary>The metrics and the loss with a prefix before each name.</summary>
    internal IEnumerable<(string Name, double Value)> Named(string prefix) =>
        Metrics.Append(("loss", Loss)).Select(metric => (prefix + metric.Item1, metric.Item2));

    /// <summary>The same with a prefix before each name.</summary>
    internal string Text(string prefix) =>
        string.Join(
            " - ",
            Metrics.Append(("loss", Loss)).Select(metric => $"{prefix}{metric.Item1}: {Number(metric.Item2)}")
        );

    private static string Number(double value) =>
        value.ToString(Math.Abs(value) > 1e-3 || value == 0 ? "F4" : "0.0000e+00", CultureInfo.InvariantCulture);
}
