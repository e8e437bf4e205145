using System.Numerics;
using System.Runtime.CompilerServices;

namespace Convnet;

/// <summary>A matrix product cut into blocks that stay in the caches: B into panels one tile wide, A into rows of tiles.</summary>
/// <remarks>
/// After Goto and van de Geijn, "Anatomy of High-Performance Matrix Multiplication" (2008), but A is never packed. All methods
/// are optimised at once: in the JIT's first tier the first products of a program would be ten times slower.
/// </remarks>
internal unsafe ref struct BlockedProduct<TWidth, TVector, T>
    where TWidth : struct, IVectorWidth<TVector, T>
    where TVector : struct
    where T : unmanaged, INumber<T>
{
    // Steps of k between two visits to C: the same for every shape and width, since the order of the sums decides their bits.
    private const int BlockSteps = 512;

    // With BlockSteps this makes a packed block of B half a megabyte of floats: half of an L2 cache of today.
    private const int BlockColumns = 256;

    private readonly Product product;
    private readonly nint aRow;
    private readonly nint aStep;
    private readonly bool wide;
    private readonly bool packed;
    private readonly Panel<T>* panels;
    private readonly T* edge;
    private readonly T* pack;
    private int panelCount;

    private BlockedProduct(Product product, Panel<T>* panels, T* edge, T* pack)
    {
        this.product = product;
        this.panels = panels;
        this.edge = edge;
        this.pack = pack;
        (aRow, aStep) = product.TransposeA ? ((nint)1, (nint)product.M) : (product.K, 1);

        // So few rows leave registers for tiles twice as wide, which hide the latency of the multiply-adds.
        wide = product.M <= TWidth.MostRows / 2;

        // Packing pays once many rows of tiles read a panel, or where rows of B lie so far apart that they share cache sets and
        // pages: measured on Zen 4, where a product of 32 rows and 64 columns took 24 µs packed and 21 µs in place.
        packed = product.TransposeB || product.M > (product.N <= BlockColumns ? 64 : 16);
    }

    /// <summary>C = op(A)·op(B) + beta·C, for sizes of at least 1 that the caller has checked.</summary>
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Run(Product product, T* a, T* b, T beta, T* c)
    {
        Panel<T>* panels = stackalloc Panel<T>[BlockColumns / TWidth.Lanes];
        int edge = 2 * TWidth.MostRows * TWidth.Lanes;
        int columns = Math.Min(product.N, BlockColumns) + (2 * TWidth.Lanes);
        fixed (T* buffer = PackBuffer<T>.Rent(edge + (columns * Math.Min(product.K, BlockSteps))))
        {
            T* aligned = PackBuffer<T>.Align(buffer);
            var blocks = new BlockedProduct<TWidth, TVector, T>(product, panels, aligned, aligned + edge);
            blocks.Run(a, b, beta, c);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
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
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Divide(T* b, int column, int columns, int step, int steps)
    {
        panelCount = 0;
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

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private readonly void Pack(ref Panel<T> panel, T* b, int step, int steps, T* target)
    {
        if (product.TransposeB)
        {
            T* source = b + ((nint)panel.Column * product.K) + step;
            Packing<TWidth, TVector, T>.Transpose(source, product.K, panel.Columns, steps, target, panel.Width);
        }
        else
        {
            T* end = b + ((nint)product.K * product.N);
            Packing<TWidth, TVector, T>.Copy(panel.Source, product.N, panel.Columns, steps, target, panel.Width, end);
        }

        panel.Source = target;
        panel.Step = panel.Width;
    }

    // All rows of A times the panels of one block. No tile is left with so few rows that the latency of the multiply-adds shows.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private readonly void Multiply(int steps, T* a, T beta, T* c)
    {
        int usual = TWidth.UsualRows;
        int most = wide ? TWidth.MostRows / 2 : TWidth.MostRows;
        for (int left = product.M; left > 0; )
        {
            bool many = left > most && left >= 2 * usual;
            int rows =
                many ? usual
                : left > most ? (left + 1) / 2
                : left;
            int tiles = many ? 1 + ((left - Math.Max(most + 1, 2 * usual)) / usual) : 1;
            Choose(rows);
            MultiplyRows(rows, tiles, steps, a, beta, c);
            a += (nint)tiles * rows * aRow;
            c += (nint)tiles * rows * product.N;
            left -= tiles * rows;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private readonly void Choose(int rows)
    {
        for (int i = 0; i < panelCount; i++)
        {
            panels[i].Tile = Tiles<TWidth, TVector, T>.Choose(rows, panels[i].Vectors);
        }
    }

    // So many rows of tiles, all of the same size.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private readonly void MultiplyRows(int rows, int tiles, nint steps, T* a, T beta, T* c)
    {
        nint cRow = product.N;
        nint aNext = rows * aRow;
        nint cNext = rows * cRow;
        Panel<T>* end = panels + panelCount;
        for (; tiles > 0; tiles--)
        {
            for (Panel<T>* panel = panels; panel < end; panel++)
            {
                if (panel->Columns == panel->Width)
                {
                    panel->Tile(1, steps, a, aRow, aStep, 0, panel->Source, panel->Step, beta, c + panel->Column, cRow);
                }
                else
                {
                    MultiplyEdge(panel, rows, steps, a, beta, c + panel->Column);
                }
            }

            a += aNext;
            c += cNext;
        }
    }

    // The tile is wider than what is left of C: it works on a copy.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private readonly void MultiplyEdge(Panel<T>* panel, int rows, nint steps, T* a, T beta, T* c)
    {
        if (beta != T.Zero)
        {
            Packing<TWidth, TVector, T>.CopyRows(c, product.N, edge, panel->Width, rows, panel->Columns);
        }

        panel->Tile(1, steps, a, aRow, aStep, 0, panel->Source, panel->Step, beta, edge, panel->Width);
        Packing<TWidth, TVector, T>.CopyRows(edge, panel->Width, c, product.N, rows, panel->Columns);
    }
}
