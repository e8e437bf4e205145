using System.Numerics;
using System.Runtime.CompilerServices;

namespace Convnet;

/// <summary>From bytes to float32: what each of the 256 bytes becomes, as a table and, where that gives the same bits, by vectors.</summary>
/// <remarks>
/// Formula: value = (float)(byte · scale), the product in double: for a scale of 1/255 exactly byte/255f, which is what Keras'
/// <c>astype("float32") / 255</c> gives. Vectors compute fma(byte, high, byte · low) with high + low = scale, whose fused rounding is the
/// same on every platform and of every width; it is compared with all 256 entries before it is used.
/// </remarks>
internal sealed class ByteScale
{
    private readonly float[] table = new float[256];
    private readonly float high;
    private readonly float low;
    private readonly bool vectors;

    /// <exception cref="ArgumentOutOfRangeException">The scale is not finite, or so large that the values are not.</exception>
    public ByteScale(double scale)
    {
        high = (float)Check.Finite(scale);
        low = (float)(scale - high);
        vectors = true;
        for (var i = 0; i < table.Length; i++)
        {
            table[i] = (float)(i * scale);
            vectors &=
                BitConverter.SingleToInt32Bits(table[i])
                == BitConverter.SingleToInt32Bits(MathF.FusedMultiplyAdd(i, high, i * low));
        }

        if (!float.IsFinite(table[^1]))
        {
            throw new ArgumentOutOfRangeException(
                nameof(scale),
                scale,
                $"scale is {scale}, but 255 times it must be a finite float32."
            );
        }
    }

    /// <summary>Whether vectors give the table's bits.</summary>
    public bool UsesVectors => vectors;

    /// <summary>Writes what the bytes become; both spans have one length.</summary>
    public void Convert(ReadOnlySpan<byte> bytes, Span<float> values)
    {
        var done = vectors ? ConvertVectors(bytes, values) : 0;
        for (var i = done; i < bytes.Length; i++)
        {
            values[i] = table[bytes[i]];
        }
    }

    // Before tiering gets to it, the loop is several times slower: the first epoch would feel it.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int ConvertVectors(ReadOnlySpan<byte> bytes, Span<float> values)
    {
        var (highs, lows) = (new Vector<float>(high), new Vector<float>(low));
        var done = 0;
        for (; done <= bytes.Length - Vector<byte>.Count; done += Vector<byte>.Count)
        {
            Vector.Widen(new Vector<byte>(bytes[done..]), out var first, out var second);
            Vector.Widen(first, out var a, out var b);
            Vector.Widen(second, out var c, out var d);
            var target = values.Slice(done, Vector<byte>.Count);
            Scale(a, highs, lows).CopyTo(target);
            Scale(b, highs, lows).CopyTo(target[Vector<float>.Count..]);
            Scale(c, highs, lows).CopyTo(target[(2 * Vector<float>.Count)..]);
            Scale(d, highs, lows).CopyTo(target[(3 * Vector<float>.Count)..]);
        }

        return done;
    }

    private static Vector<float> Scale(Vector<uint> bytes, Vector<float> high, Vector<float> low)
    {
        // Signed, because that conversion is one instruction, and bytes are small.
        var value = Vector.ConvertToSingle(Vector.AsVectorInt32(bytes));
        return Vector.FusedMultiplyAdd(value, high, value * low);
    }
}
