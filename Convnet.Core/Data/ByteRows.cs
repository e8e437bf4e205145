namespace Convnet;

/// <summary>Rows stored as bytes and scaled as they are drawn.</summary>
/// <remarks>
/// Formula: value = (float)(byte · scale), the product in double. There are only 256 of them, so that they are looked up: the same bits
/// on every platform, and for a scale of 1/255 exactly byte/255f, which is what Keras' <c>astype("float32") / 255</c> gives.
/// </remarks>
internal sealed record ByteRows(Shape Shape, ReadOnlyMemory<byte> Values, float[] Scaled) : IRows
{
    public int Count => Values.Length / Shape.Size;

    public string Kind => "bytes";

    /// <summary>What each byte becomes.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The scale is not finite, or so large that the values are not.</exception>
    public static float[] Scale(double scale)
    {
        var scaled = new float[256];
        for (var i = 0; i < scaled.Length; i++)
        {
            scaled[i] = (float)(i * Check.Finite(scale));
        }

        return float.IsFinite(scaled[^1])
            ? scaled
            : throw new ArgumentOutOfRangeException(nameof(scale), scale, $"scale is {scale}, but 255 times it must be a float32.");
    }

    public void Draw(ReadOnlySpan<int> rows, Span<float> destination)
    {
        var values = Values.Span;
        var scaled = Scaled.AsSpan(0, 256);
        var size = Shape.Size;
        for (var i = 0; i < rows.Length; i++)
        {
            var source = values.Slice(rows[i] * size, size);
            var target = destination.Slice(i * size, size);
            for (var j = 0; j < source.Length && j < target.Length; j++)
            {
                target[j] = scaled[source[j]];
            }
        }
    }

    public IRows Slice(int start, int count) => this with { Values = Values.Slice(start * Shape.Size, count * Shape.Size) };
}
