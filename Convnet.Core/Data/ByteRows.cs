namespace Convnet;

/// <summary>Rows stored as bytes and scaled as they are drawn.</summary>
internal sealed record ByteRows(Shape Shape, ReadOnlyMemory<byte> Values, ByteScale Scale) : IRows
{
    public int Count => Values.Length / Shape.Size;

    public string Kind => "bytes";

    public void Draw(ReadOnlySpan<int> rows, Span<float> destination)
    {
        var values = Values.Span;
        var size = Shape.Size;
        for (var i = 0; i < rows.Length; i++)
        {
            Scale.Convert(values.Slice(rows[i] * size, size), destination.Slice(i * size, size));
        }
    }

    public IRows Slice(int start, int count) =>
        this with
        {
            Values = Values.Slice(start * Shape.Size, count * Shape.Size),
        };
}
