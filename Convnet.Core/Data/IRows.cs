namespace Convnet;

/// <summary>Rows of one shape in memory, one a sample, whatever they are stored as: how a <see cref="Dataset"/> holds inputs and targets.</summary>
internal interface IRows
{
    /// <summary>How many rows there are.</summary>
    int Count { get; }

    /// <summary>The shape of one row.</summary>
    Shape Shape { get; }

    /// <summary>What the rows are stored as, in words.</summary>
    string Kind { get; }

    /// <summary>Writes the rows of these numbers one after another. Allocates nothing.</summary>
    void Draw(ReadOnlySpan<int> rows, Span<float> destination);

    /// <summary>A view of some rows in a row; nothing is copied.</summary>
    IRows Slice(int start, int count);

    /// <summary>The rows of these numbers as a view; labels, which are small, are put in their order instead.</summary>
    IRows Permute(int[] order) => new PermutedRows(this, order);

    /// <summary>The values at these places.</summary>
    static int[] Gather(ReadOnlyMemory<int> values, int[] places) =>
        Array.ConvertAll(places, place => values.Span[place]);
}
