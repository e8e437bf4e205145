namespace Convnet;

/// <summary>The ranges of at most <see cref="Most"/> values that cover so many, for <c>foreach</c>: what a function keeps meanwhile fits on the stack.</summary>
internal struct Chunks(int length)
{
    /// <summary>How many values a chunk has at most: 2 KiB of doubles.</summary>
    public const int Most = 256;

    private int end;
    private int start;

    /// <summary>The range at hand.</summary>
    public readonly Range Current => start..end;

    public readonly Chunks GetEnumerator() => this;

    public bool MoveNext()
    {
        (start, end) = (end, Math.Min(end + Most, length));
        return start < length;
    }
}
