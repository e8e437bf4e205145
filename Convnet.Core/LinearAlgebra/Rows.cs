using System.Numerics;

namespace Convnet;

/// <summary>Sums over the rows of a row-major matrix, short rows included: a library call for each row would cost more than the row.</summary>
internal static class Rows
{
    /// <summary>Adds <paramref name="from"/> to <paramref name="to"/>.</summary>
    public static void Add(ReadOnlySpan<float> from, Span<float> to)
    {
        var i = 0;
        for (; i <= from.Length - Vector<float>.Count; i += Vector<float>.Count)
        {
            (new Vector<float>(to[i..]) + new Vector<float>(from[i..])).CopyTo(to[i..]);
        }

        for (; i < from.Length; i++)
        {
            to[i] += from[i];
        }
    }

    /// <summary>Divides each value by <paramref name="divisor"/>.</summary>
    public static void Divide(Span<float> values, float divisor)
    {
        for (var i = 0; i < values.Length; i++)
        {
            values[i] /= divisor;
        }
    }

    /// <summary>Adds <paramref name="row"/> to each row of <paramref name="matrix"/>.</summary>
    public static void AddToEach(ReadOnlySpan<float> row, Span<float> matrix)
    {
        for (var start = 0; start < matrix.Length; start += row.Length)
        {
            Add(row, matrix.Slice(start, row.Length));
        }
    }

    /// <summary>Writes the sum of all rows of <paramref name="matrix"/> into <paramref name="sum"/>, each column from the first row to the last.</summary>
    public static void Sum(ReadOnlySpan<float> matrix, Span<float> sum)
    {
        var column = 0;
        for (; column <= sum.Length - Vector<float>.Count; column += Vector<float>.Count)
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
}
