using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Convnet;

/// <summary>Sums of squares in double.</summary>
internal static class Squares
{
    /// <summary>The sum of the squares of some values: four sums side by side, whatever the width of the machine's vectors, so that the bits are the same on each.</summary>
    public static double Sum(ReadOnlySpan<float> values)
    {
        var (low, high) = (Vector256<double>.Zero, Vector256<double>.Zero);
        foreach (var eight in MemoryMarshal.Cast<float, Vector256<float>>(values))
        {
            var (first, second) = Vector256.Widen(eight);
            low += first * first;
            high += second * second;
        }

        var sum = Vector256.Sum(low + high);
        foreach (var value in values[(values.Length / 8 * 8)..])
        {
            sum += (double)value * value;
        }

        return sum;
    }
}
