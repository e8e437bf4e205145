using System.Collections.Immutable;

namespace Convnet;

/// <summary>What a metric has counted so far: a few sums.</summary>
public sealed record MetricState
{
    /// <summary>These sums.</summary>
    public MetricState(params IEnumerable<double> sums) => Sums = [.. sums];

    /// <summary>The sums, in the metric's own order; none where it learns from the first batch how many there are.</summary>
    public ImmutableArray<double> Sums { get; }

    /// <inheritdoc/>
    public bool Equals(MetricState? other) => other is not null && Sums.AsSpan().SequenceEqual(other.Sums.AsSpan());

    /// <inheritdoc/>
    public override int GetHashCode() => Sums.Aggregate(0, HashCode.Combine);

    /// <summary>The sums.</summary>
    public override string ToString() => $"MetricState [{string.Join(", ", Sums)}]";

    /// <summary>No sums yet.</summary>
    internal static MetricState Empty { get; } = new();

    /// <summary>These sums and those of one more batch.</summary>
    /// <exception cref="ShapeException">The batch has another number of them: other classes than the batches before.</exception>
    internal MetricState Plus(double[] more) =>
        Sums.IsEmpty ? new(more)
        : Sums.Length == more.Length ? new(Sums.Zip(more, (sum, next) => sum + next))
        : throw new ShapeException(
            $"The batch gives {more.Length:N0} sums, but the batches before gave {Sums.Length:N0}: all must have as many classes."
        );
}
