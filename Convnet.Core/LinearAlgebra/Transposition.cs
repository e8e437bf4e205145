using System.Runtime.Intrinsics;

namespace Convnet;

/// <summary>A matrix with rows and columns exchanged.</summary>
internal static class Transposition
{
    /// <summary>Writes (columns, rows), each row <paramref name="rowLength"/> long, from a row-major (rows, columns).</summary>
    public static unsafe void Write(
        ReadOnlySpan<float> matrix,
        int rows,
        int columns,
        Span<float> transposed,
        int rowLength
    )
    {
        if (matrix.Length < rows * columns || rowLength < rows || transposed.Length < columns * rowLength)
        {
            throw new ArgumentException(
                $"A matrix of {rows} × {columns} and rows of {rowLength} were given {matrix.Length} and {transposed.Length} values."
            );
        }

        fixed (
            float* from = matrix,
                to = transposed
        )
        {
            Packing<Width128<float>, Vector128<float>, float>.Transpose(from, columns, rows, columns, to, rowLength);
        }
    }
}
