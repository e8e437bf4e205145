namespace Convnet;

/// <summary>What to take of one axis: one index, which drops the axis, or a range, which keeps it. Made from <c>2</c>, <c>^1</c>, <c>1..3</c> or <c>..</c>.</summary>
public readonly record struct AxisRange
{
    private AxisRange(Range range, bool isIndex) => (Range, IsIndex) = (range, isIndex);

    /// <summary>The range taken.</summary>
    public Range Range { get; }

    /// <summary>True for one index, which drops the axis.</summary>
    public bool IsIndex { get; }

    /// <summary>One index.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is ^0, behind the last place.</exception>
    public static implicit operator AxisRange(Index index) =>
        index is { IsFromEnd: true, Value: 0 }
            ? throw new ArgumentOutOfRangeException(
                nameof(index),
                index,
                "Index ^0 is behind the last place, which is ^1."
            )
            : new(
                new Range(index, index.IsFromEnd ? new Index(index.Value - 1, true) : new Index(index.Value + 1)),
                true
            );

    /// <summary>One index.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is negative.</exception>
    public static implicit operator AxisRange(int index) =>
        index is >= 0 and < int.MaxValue
            ? new Index(index)
            : throw new ArgumentOutOfRangeException(
                nameof(index),
                index,
                $"Index {index} is outside every axis; places are counted from 0, and from the end with ^1."
            );

    /// <summary>A range.</summary>
    public static implicit operator AxisRange(Range range) => new(range, false);
}
