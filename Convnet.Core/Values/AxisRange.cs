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
    public static implicit operator AxisRange(Index index) =>
        new(new Range(index, index.IsFromEnd ? new Index(index.Value - 1, true) : new Index(index.Value + 1)), true);

    /// <summary>One index.</summary>
    public static implicit operator AxisRange(int index) => new Index(index);

    /// <summary>A range.</summary>
    public static implicit operator AxisRange(Range range) => new(range, false);
}
