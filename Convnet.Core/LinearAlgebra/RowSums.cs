using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Convnet;

/// <summary>
/// Two sums over a row, in double: what a normalisation along it and a norm want. Always in eight partial sums, so that the width of the
/// machine's vectors does not show.
/// </summary>
internal static class RowSums
{
    private static int Width => Vector256<float>.Count;

    /// <summary>Σa and Σa·b.</summary>
    public static (double Sum, double Products) Of(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        if (a.Length != b.Length)
        {
            throw new ArgumentException($"The rows have {a.Length} and {b.Length} values.");
        }

        ref var first = ref MemoryMarshal.GetReference(a);
        ref var second = ref MemoryMarshal.GetReference(b);
        var (low, high) = (Vector256<double>.Zero, Vector256<double>.Zero);
        var (lowProducts, highProducts) = (Vector256<double>.Zero, Vector256<double>.Zero);
        var i = 0;
        for (; i <= a.Length - Width; i += Width)
        {
            var (lowA, highA) = Vector256.Widen(Vector256.LoadUnsafe(ref first, (nuint)i));
            var (lowB, highB) = Vector256.Widen(Vector256.LoadUnsafe(ref second, (nuint)i));
            (low, high) = (low + lowA, high + highA);
            (lowProducts, highProducts) = (lowProducts + (lowA * lowB), highProducts + (highA * highB));
        }

        var (sum, products) = (Vector256.Sum(low + high), Vector256.Sum(lowProducts + highProducts));
        for (; i < a.Length; i++)
        {
            sum += a[i];
            products += (double)a[i] * b[i];
        }

        return (sum, products);
    }
}
