namespace Convnet;

/// <summary>Class indices, one a sample; drawn as float32.</summary>
internal sealed record LabelRows(ReadOnlyMemory<int> Labels) : IRows
{
    public int Count => Labels.Length;

    public Shape Shape { get; } = [];

    public string Kind => "class indices";

    public void Draw(ReadOnlySpan<int> rows, Span<float> destination)
    {
        var labels = Labels.Span;
        for (var i = 0; i < rows.Length; i++)
        {
            destination[i] = labels[rows[i]];
        }
    }

    public IRows Slice(int start, int count) => this with { Labels = Labels.Slice(start, count) };

    public IRows Permute(int[] order) => this with { Labels = IRows.Gather(Labels, order) };
}
