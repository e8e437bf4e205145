using System.Numerics;
using System.Runtime.CompilerServices;

namespace Convnet;

/// <summary>A matrix product cut into blocks that stay in the caches: B into panels one tile wide, A into rows of tiles.</summary>
/// <remarks>After Goto and van de Geijn, "Anatomy of High-Performance Matrix Multiplication" (2008), but A is never packed.</remarks>
internal unsafe ref struct BlockedProduct<TWidth, TVector, T>
    where TWidth : struct, IVectorWidth<TVector, T>
    where TVector : struct
    where T : unmanaged, INumber<T>
{
    // Steps of k between two visits to C. The same for every shape and width: the order of the sums, thus the bits, depend on k alone.
    private const int BlockSteps = 512;

    // With BlockSteps this makes a packed block of B half a megabyte of floats: half of an L2 cache of today.
    private const int BlockColumns = 256;

    private readonly Product product;
    private readonly nint aRow;
    private readonly nint aStep;
    private readonly bool wide;
    private readonly bool packed;
    private readonly Span<Panel<T>> panels;
    private readonly T* edge;
    private readonly T* pack;
    private int panelCount;
    private int tileRows;

    private BlockedProduct(Product product, Span<Panel<T>> panels, T* edge, T* pack)
    {
        this.product = product;
        this.panels = panels;
        this.edge = edge;
        this.pack = pack;
        (aRow, aStep) = product.TransposeA ? ((nint)1, (nint)product.M) : (product.K, 1);
        wide = product.M <= TWidth.MostRows / 2;

        // A panel that is read by one row of tiles only is not worth packing.
        packed = product.TransposeB || product.M > TWidth.MostRows;
    }

    /// <summary>C = op(A)·op(B) + beta·C, for sizes of at least 1 that the caller has checked.</summary>
    [SkipLocalsInit]
    internal static void Run(Product product, T* a, T* b, T beta, T* c)
    {
        Span<Panel<T>> panels = stackalloc Panel<T>[BlockColumns / TWidth.Lanes];
        T* edge = stackalloc T[2 * TWidth.MostRows * TWidth.Lanes];
        int columns = Math.Min(product.N, BlockColumns) + (2 * TWidth.Lanes);
        fixed (T* buffer = PackBuffer<T>.Rent(columns * Math.Min(product.K, BlockSteps)))
        {
            var blocks = new BlockedProduct<TWidth, TVector, T>(product, panels, edge, PackBuffer<T>.Align(buffer));
            blocks.Run(a, b, beta, c);
        }
    }

    private void Run(T* a, T* b, T beta, T* c)
    {
        for (int column = 0; column < product.N; column += BlockColumns)
        {
            int columns = Math.Min(BlockColumns, product.N - column);
            for (int step = 0; step < product.K; step += BlockSteps)
            {
                int steps = Math.Min(BlockSteps, product.K - step);
                Divide(b, column, columns, step, steps);
                Multiply(steps, a + (step * aStep), step == 0 ? beta : T.One, c);
            }
        }
    }

    // Makes the panels of one block of B.
    private void Divide(T* b, int column, int columns, int step, int steps)
    {
        panelCount = 0;
        tileRows = 0;
        for (int done = 0; done < columns; )
        {
            ref var panel = ref panels[panelCount++];
            int left = columns - done;
            panel.Vectors =
                left <= TWidth.Lanes ? 1
                : wide && left >= 4 * TWidth.Lanes ? 4
                : 2;
            panel.Width = panel.Vectors * TWidth.Lanes;
            panel.Column = column + done;
            panel.Columns = Math.Min(panel.Width, left);
            panel.Source = b + ((nint)step * product.N) + panel.Column;
            panel.Step = product.N;
            if (packed || panel.Columns < panel.Width)
            {
                Pack(ref panel, b, step, steps, pack + ((nint)steps * done));
            }

            done += panel.Width;
        }
    }

    private readonly void Pack(ref Panel<T> panel, T* b, int step, int steps, T* target)
    {
        if (product.TransposeB)
        {
            Packing<TWidth, TVector, T>.Transpose(
                b + ((nint)panel.Column * product.K) + step,
                product.K,
                panel.Columns,
                steps,
                target,
                panel.Width
            );
        }
        else
        {
            Packing<TWidth, TVector, T>.Copy(panel.Source, product.N, panel.Columns, steps, target, panel.Width);
        }

        panel.Source = target;
        panel.Step = panel.Width;
    }

    // All rows of A times the panels of one block.
    private void Multiply(int steps, T* a, T beta, T* c)
    {
        for (int row = 0; row < product.M; )
        {
            int rows = Rows(product.M - row);
            Choose(rows);
            foreach (ref var panel in panels[..panelCount])
            {
                T* target = c + ((nint)row * product.N) + panel.Column;
                if (panel.Columns == panel.Width)
                {
                    panel.Tile(steps, a, aRow, aStep, panel.Source, panel.Step, beta, target, product.N);
                }
                else
                {
                    MultiplyEdge(ref panel, rows, steps, a, beta, target);
                }
            }

            a += rows * aRow;
            row += rows;
        }
    }

    // No tile is left with so few rows that the latency of the multiply-adds shows.
    private readonly int Rows(int left)
    {
        int most = wide ? TWidth.MostRows / 2 : TWidth.MostRows;
        return left <= most ? left
            : left < 2 * TWidth.UsualRows ? (left + 1) / 2
            : TWidth.UsualRows;
    }

    private void Choose(int rows)
    {
        if (rows == tileRows)
        {
            return;
        }

        tileRows = rows;
        foreach (ref var panel in panels[..panelCount])
        {
            panel.Tile = Tiles<TWidth, TVector, T>.Choose(rows, panel.Vectors);
        }
    }

    // The tile is wider than what is left of C: it works on a copy.
    private readonly void MultiplyEdge(ref Panel<T> panel, int rows, int steps, T* a, T beta, T* c)
    {
        if (beta != T.Zero)
        {
            Copy(c, product.N, edge, panel.Width, rows, panel.Columns);
        }

        panel.Tile(steps, a, aRow, aStep, panel.Source, panel.Step, beta, edge, panel.Width);
        Copy(edge, panel.Width, c, product.N, rows, panel.Columns);
    }

    private static void Copy(T* source, nint sourceRow, T* target, nint targetRow, int rows, int columns)
    {
        for (; rows > 0; rows--)
        {
            for (int j = 0; j < columns; j++)
            {
                target[j] = source[j];
            }

            source += sourceRow;
            target += targetRow;
        }
    }
}
