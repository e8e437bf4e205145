using System.Runtime.CompilerServices;

namespace Convnet;

/// <summary>
/// A product of a few rows with a matrix that is used again and again: op(A)[rows, runs·k] · B[runs·k, columns], the rows of A read where they lie,
/// in runs. The micro-kernels are chosen once for many products.
/// </summary>
internal readonly unsafe ref struct StripProduct<TWidth, TVector>
    where TWidth : struct, IVectorWidth<TVector, float>
    where TVector : struct
{
    // The widest edge: two vectors of 16 values, 12 rows.
    private const int EdgeLength = 12 * 32;

    private readonly Strip strip;
    private readonly int rows;
    private readonly int columns;
    private readonly nint bStep;
    private readonly nint cRow;
    private readonly int tiles;
    private readonly bool wide;

    /// <summary>Products of so many rows and columns.</summary>
    /// <param name="strip">Where the values of A lie.</param>
    /// <param name="rows">Rows of A and of C.</param>
    /// <param name="columns">Columns of B and of C.</param>
    /// <param name="bStep">From one row of B to the next: at least the columns, rounded up to whole vectors.</param>
    /// <param name="cRow">From one row of C to the next.</param>
    public StripProduct(Strip strip, int rows, int columns, nint bStep, nint cRow)
    {
        (this.strip, this.rows, this.columns, this.bStep, this.cRow) = (strip, rows, columns, bStep, cRow);

        // So few rows leave registers for tiles twice as wide, which hide the latency of the multiply-adds.
        wide = rows <= TWidth.MostRows / 2;
        tiles = (rows + TWidth.MostRows - 1) / TWidth.MostRows;
    }

    /// <summary>C = A·B + beta·C.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Multiply(float* a, float* b, float beta, float* c)
    {
        for (int tile = 0, left = rows; tile < tiles; tile++)
        {
            // Tiles of equal size or one row less: none is left with so few rows that the latency shows.
            int count = (left + tiles - tile - 1) / (tiles - tile);
            MultiplyRows(count, a, b, beta, c);
            a += count * strip.Row;
            c += count * cRow;
            left -= count;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void MultiplyRows(int count, float* a, float* b, float beta, float* c)
    {
        for (int done = 0; done < columns; )
        {
            int left = columns - done;
            int vectors =
                left <= TWidth.Lanes ? 1
                : wide && left >= 4 * TWidth.Lanes ? 4
                : 2;
            int width = vectors * TWidth.Lanes;
            var tile = Tiles<TWidth, TVector, float>.Choose(count, vectors);
            if (width <= left)
            {
                tile(strip.Runs, strip.K, a, strip.Row, strip.Step, strip.Run, b + done, bStep, beta, c + done, cRow);
            }
            else
            {
                MultiplyEdge(count, width, left, a, b + done, beta, c + done);
            }

            done += width;
        }
    }

    // The tile is wider than what is left of C: it works on a copy.
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void MultiplyEdge(int count, int width, int left, float* a, float* b, float beta, float* c)
    {
        float* edge = stackalloc float[EdgeLength];
        if (beta != 0)
        {
            Packing<TWidth, TVector, float>.CopyRows(c, cRow, edge, width, count, left);
        }

        var tile = Tiles<TWidth, TVector, float>.Choose(count, width / TWidth.Lanes);
        tile(strip.Runs, strip.K, a, strip.Row, strip.Step, strip.Run, b, bStep, beta, edge, width);
        Packing<TWidth, TVector, float>.CopyRows(edge, width, c, cRow, count, left);
    }
}
