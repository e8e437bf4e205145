using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Convnet;

/// <summary>
/// Sums over the rows of a row-major matrix, made for rows of a few vectors: a library call for each would cost more than the row.
/// </summary>
internal static class Rows
{
    private static int Width => Vector<float>.Count;

    /// <summary>Adds <paramref name="from"/> to <paramref name="to"/>, which has room for it.</summary>
    public static void Add(ReadOnlySpan<float> from, Span<float> to) => Runs.Add(from, 0, to, 0, 1, from.Length);

    /// <summary>Adds <paramref name="row"/> to each row of <paramref name="matrix"/>, which holds whole rows.</summary>
    public static void AddToEach(ReadOnlySpan<float> row, Span<float> matrix) =>
        Runs.Add(row, 0, matrix, row.Length, matrix.Length / row.Length, row.Length);

    /// <summary>Divides each value by <paramref name="divisor"/>.</summary>
    public static void Divide(Span<float> values, float divisor)
    {
        for (var i = 0; i < values.Length; i++)
        {
            values[i] /= divisor;
        }
    }

    /// <summary>Writes the sum of all rows of <paramref name="matrix"/> into <paramref name="sum"/>, each column from the first row to the last.</summary>
    public static void Sum(ReadOnlySpan<float> matrix, Span<float> sum)
    {
        if (sum.Length == 0 || matrix.Length % sum.Length != 0)
        {
            throw new ArgumentException($"{matrix.Length} values are not whole rows of {sum.Length}.", nameof(matrix));
        }

        var column = 0;
        for (; column <= sum.Length - (4 * Width); column += 4 * Width)
        {
            SumFour(matrix, sum, column);
        }

        for (; column <= sum.Length - Width; column += Width)
        {
            var total = Vector<float>.Zero;
            for (var start = column; start < matrix.Length; start += sum.Length)
            {
                total += new Vector<float>(matrix[start..]);
            }

            total.CopyTo(sum[column..]);
        }

        for (; column < sum.Length; column++)
        {
            var total = 0f;
            for (var start = column; start < matrix.Length; start += sum.Length)
            {
                total += matrix[start];
            }

            sum[column] = total;
        }
    }

    /// <summary>Four vectors of columns at once: one sum alone would wait for each of its own additions.</summary>
    private static void SumFour(ReadOnlySpan<float> matrix, Span<float> sum, int column)
    {
        ref var row = ref MemoryMarshal.GetReference(matrix[column..]);
        var (a, b, c, d) = (Vector<float>.Zero, Vector<float>.Zero, Vector<float>.Zero, Vector<float>.Zero);
        for (var rows = matrix.Length / sum.Length; rows > 0; rows--)
        {
            a += Vector.LoadUnsafe(ref row);
            b += Vector.LoadUnsafe(ref row, (nuint)Width);
            c += Vector.LoadUnsafe(ref row, (nuint)(2 * Width));
            d += Vector.LoadUnsafe(ref row, (nuint)(3 * Width));
            row = ref Unsafe.Add(ref row, sum.Length);
        }

        a.CopyTo(sum[column..]);
        b.CopyTo(sum[(column + Width)..]);
        c.CopyTo(sum[(column + (2 * Width))..]);
        d.CopyTo(sum[(column + (3 * Width))..]);
    }
}
