using System.Collections.Immutable;

namespace Convnet;

/// <summary>What a metric has counted so far: a few sums.</summary>
public sealed record MetricState
{
    /// <summary>These sums.</summary>
    public MetricState(params IEnumerable<double> sums) => Sums = [.. sums];

    /// <summary>The sums, in the metric's own order.</summary>
    public ImmutableArray<double> Sums { get; }

    /// <inheritdoc/>
    public bool Equals(MetricState? other) => other is not null && Sums.AsSpan().SequenceEqual(other.Sums.AsSpan());

    /// <inheritdoc/>
    public override int GetHashCode() => Sums.Aggregate(0, HashCode.Combine);

    /// <summary>The sums.</summary>
    public override string ToString() => $"MetricState [{string.Join(", ", Sums)}]";
}
