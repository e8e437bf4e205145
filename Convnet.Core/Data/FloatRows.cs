namespace Convnet;

/// <summary>Rows stored as float32.</summary>
internal sealed record FloatRows(Shape Shape, ReadOnlyMemory<float> Values) : IRows
{
    public int Count => Values.Length / Shape.Size;

    public string Kind => "float32";

    public void Draw(ReadOnlySpan<int> rows, Span<float> destination)
    {
        var values = Values.Span;
        var size = Shape.Size;
        for (var i = 0; i < rows.Length; i++)
        {
            values.Slice(rows[i] * size, size).CopyTo(destination[(i * size)..]);
        }
    }

    public IRows Slice(int start, int count) =>
        this with
        {
            Values = Values.Slice(start * Shape.Size, count * Shape.Size),
        };
}
