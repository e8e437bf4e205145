namespace Convnet;

/// <summary>Class indices, one a sample; drawn as rows that are 1 at the class and 0 elsewhere, so that these are never stored.</summary>
internal sealed record OneHotRows(ReadOnlyMemory<int> Labels, int Classes) : IRows
{
    public int Count => Labels.Length;

    public Shape Shape { get; } = [Classes];

    public string Kind => "one-hot rows";

    public void Draw(ReadOnlySpan<int> rows, Span<float> destination)
    {
        var labels = Labels.Span;
        destination[..(rows.Length * Classes)].Clear();
        for (var i = 0; i < rows.Length; i++)
        {
            destination[(i * Classes) + labels[rows[i]]] = 1;
        }
    }

    public IRows Slice(int start, int count) => this with { Labels = Labels.Slice(start, count) };

    public IRows Permute(int[] order) => this with { Labels = IRows.Gather(Labels, order) };
}
