using System.Collections;
using System.Collections.Immutable;
using System.Globalization;

namespace Convnet;

/// <summary>A few numbers that an option holds: compared by value, as the records that hold them are.</summary>
internal sealed class ValueList(IEnumerable<double> values) : IReadOnlyList<double>, IEquatable<ValueList>
{
    private readonly ImmutableArray<double> values = [.. values];

    /// <inheritdoc/>
    public int Count => values.Length;

    /// <inheritdoc/>
    public double this[int index] => values[index];

    /// <inheritdoc/>
    public IEnumerator<double> GetEnumerator() => ((IEnumerable<double>)values).GetEnumerator();

    /// <inheritdoc/>
    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <inheritdoc/>
    public bool Equals(ValueList? other) => other is not null && values.AsSpan().SequenceEqual(other.values.AsSpan());

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as ValueList);

    /// <inheritdoc/>
    public override int GetHashCode() => values.Aggregate(0, HashCode.Combine);

    /// <summary>The numbers in brackets: <c>[0.25, 0.5]</c>.</summary>
    public override string ToString() =>
        $"[{string.Join(", ", values.Select(value => value.ToString(CultureInfo.InvariantCulture)))}]";
}
