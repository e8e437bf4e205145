using System.Numerics;
using System.Runtime.CompilerServices;

namespace Convnet;

/// <summary>The micro-kernel: a tile of C stays in registers while one column of A and one row of B after the other are multiplied into it.</summary>
/// <remarks>
/// A is read where it lies, one element broadcast at a time, so it is never packed. Each sum runs over k in order in one register,
/// whatever the size of the tile: a row has the same bits alone and in a batch. The sizes are type arguments whose sizeof is the
/// number, because the JIT then drops the rows and columns that a tile does not have while it reads the method. (It would fold
/// a static abstract constant only after everything had been inlined: four times the JIT time.)
/// </remarks>
internal static unsafe class Tile<TWidth, TVector, T>
    where TWidth : struct, IVectorWidth<TVector, T>
    where TVector : struct
    where T : unmanaged, INumber<T>
{
    /// <summary>C = A·B, or A·B + beta·C, for sizeof(TRows) rows and sizeof(TVectors) vectors (1, 2, or 4 with at most 6 rows).</summary>
    /// <param name="k">Products in each sum.</param>
    /// <param name="a">First element of A.</param>
    /// <param name="aRow">From one row of A to the next.</param>
    /// <param name="aStep">From one column of A to the next.</param>
    /// <param name="b">First row of B, as long as the tile is wide.</param>
    /// <param name="bStep">From one row of B to the next.</param>
    /// <param name="beta">What the old C is multiplied by; 0 does not read it.</param>
    /// <param name="c">First element of C.</param>
    /// <param name="cRow">From one row of C to the next.</param>
    // csharpier-ignore - one row of the tile on one line.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Multiply<TRows, TVectors>(
        nint k,
        T* a,
        nint aRow,
        nint aStep,
        T* b,
        nint bStep,
        T beta,
        T* c,
        nint cRow
    )
        where TRows : unmanaged
        where TVectors : unmanaged
    {
        // Sums: row 1 to 12, vector a to d.
        TVector s1a = default,
            s1b = default,
            s1c = default,
            s1d = default;
        TVector s2a = default,
            s2b = default,
            s2c = default,
            s2d = default;
        TVector s3a = default,
            s3b = default,
            s3c = default,
            s3d = default;
        TVector s4a = default,
            s4b = default,
            s4c = default,
            s4d = default;
        TVector s5a = default,
            s5b = default,
            s5c = default,
            s5d = default;
        TVector s6a = default,
            s6b = default,
            s6c = default,
            s6d = default;
        TVector s7a = default,
            s7b = default;
        TVector s8a = default,
            s8b = default;
        TVector s9a = default,
            s9b = default;
        TVector s10a = default,
            s10b = default;
        TVector s11a = default,
            s11b = default;
        TVector s12a = default,
            s12b = default;
        nint aRow2 = 2 * aRow,
            aRow3 = 3 * aRow;
        T* a5 = a + 4 * aRow,
            a9 = a + 8 * aRow;
        for (; k > 0; k--)
        {
            TVector ba = TWidth.Load(b),
                bb = ba,
                bc = ba,
                bd = ba;
            if (sizeof(TVectors) > 1)
            {
                bb = TWidth.Load(b + TWidth.Lanes);
            }
            if (sizeof(TVectors) > 2)
            {
                bc = TWidth.Load(b + 2 * TWidth.Lanes);
                bd = TWidth.Load(b + 3 * TWidth.Lanes);
            }

            {
                var x = TWidth.Broadcast(a);
                s1a = TWidth.MultiplyAdd(x, ba, s1a);
                if (sizeof(TVectors) > 1)
                {
                    s1b = TWidth.MultiplyAdd(x, bb, s1b);
                }
                if (sizeof(TVectors) > 2)
                {
                    s1c = TWidth.MultiplyAdd(x, bc, s1c);
                    s1d = TWidth.MultiplyAdd(x, bd, s1d);
                }
            }
            if (sizeof(TRows) > 1)
            {
                var x = TWidth.Broadcast(a + aRow);
                s2a = TWidth.MultiplyAdd(x, ba, s2a);
                if (sizeof(TVectors) > 1)
                {
                    s2b = TWidth.MultiplyAdd(x, bb, s2b);
                }
                if (sizeof(TVectors) > 2)
                {
                    s2c = TWidth.MultiplyAdd(x, bc, s2c);
                    s2d = TWidth.MultiplyAdd(x, bd, s2d);
                }
            }
            if (sizeof(TRows) > 2)
            {
                var x = TWidth.Broadcast(a + aRow2);
                s3a = TWidth.MultiplyAdd(x, ba, s3a);
                if (sizeof(TVectors) > 1)
                {
                    s3b = TWidth.MultiplyAdd(x, bb, s3b);
                }
                if (sizeof(TVectors) > 2)
                {
                    s3c = TWidth.MultiplyAdd(x, bc, s3c);
                    s3d = TWidth.MultiplyAdd(x, bd, s3d);
                }
            }
            if (sizeof(TRows) > 3)
            {
                var x = TWidth.Broadcast(a + aRow3);
                s4a = TWidth.MultiplyAdd(x, ba, s4a);
                if (sizeof(TVectors) > 1)
                {
                    s4b = TWidth.MultiplyAdd(x, bb, s4b);
                }
                if (sizeof(TVectors) > 2)
                {
                    s4c = TWidth.MultiplyAdd(x, bc, s4c);
                    s4d = TWidth.MultiplyAdd(x, bd, s4d);
                }
            }
            if (sizeof(TRows) > 4)
            {
                var x = TWidth.Broadcast(a5);
                s5a = TWidth.MultiplyAdd(x, ba, s5a);
                if (sizeof(TVectors) > 1)
                {
                    s5b = TWidth.MultiplyAdd(x, bb, s5b);
                }
                if (sizeof(TVectors) > 2)
                {
                    s5c = TWidth.MultiplyAdd(x, bc, s5c);
                    s5d = TWidth.MultiplyAdd(x, bd, s5d);
                }
            }
            if (sizeof(TRows) > 5)
            {
                var x = TWidth.Broadcast(a5 + aRow);
                s6a = TWidth.MultiplyAdd(x, ba, s6a);
                if (sizeof(TVectors) > 1)
                {
                    s6b = TWidth.MultiplyAdd(x, bb, s6b);
                }
                if (sizeof(TVectors) > 2)
                {
                    s6c = TWidth.MultiplyAdd(x, bc, s6c);
                    s6d = TWidth.MultiplyAdd(x, bd, s6d);
                }
            }
            if (sizeof(TRows) > 6)
            {
                var x = TWidth.Broadcast(a5 + aRow2);
                s7a = TWidth.MultiplyAdd(x, ba, s7a);
                if (sizeof(TVectors) > 1)
                {
                    s7b = TWidth.MultiplyAdd(x, bb, s7b);
                }
            }
            if (sizeof(TRows) > 7)
            {
                var x = TWidth.Broadcast(a5 + aRow3);
                s8a = TWidth.MultiplyAdd(x, ba, s8a);
                if (sizeof(TVectors) > 1)
                {
                    s8b = TWidth.MultiplyAdd(x, bb, s8b);
                }
            }
            if (sizeof(TRows) > 8)
            {
                var x = TWidth.Broadcast(a9);
                s9a = TWidth.MultiplyAdd(x, ba, s9a);
                if (sizeof(TVectors) > 1)
                {
                    s9b = TWidth.MultiplyAdd(x, bb, s9b);
                }
            }
            if (sizeof(TRows) > 9)
            {
                var x = TWidth.Broadcast(a9 + aRow);
                s10a = TWidth.MultiplyAdd(x, ba, s10a);
                if (sizeof(TVectors) > 1)
                {
                    s10b = TWidth.MultiplyAdd(x, bb, s10b);
                }
            }
            if (sizeof(TRows) > 10)
            {
                var x = TWidth.Broadcast(a9 + aRow2);
                s11a = TWidth.MultiplyAdd(x, ba, s11a);
                if (sizeof(TVectors) > 1)
                {
                    s11b = TWidth.MultiplyAdd(x, bb, s11b);
                }
            }
            if (sizeof(TRows) > 11)
            {
                var x = TWidth.Broadcast(a9 + aRow3);
                s12a = TWidth.MultiplyAdd(x, ba, s12a);
                if (sizeof(TVectors) > 1)
                {
                    s12b = TWidth.MultiplyAdd(x, bb, s12b);
                }
            }

            a += aStep;
            if (sizeof(TRows) > 4)
            {
                a5 += aStep;
            }
            if (sizeof(TRows) > 8)
            {
                a9 += aStep;
            }
            b += bStep;
        }

        var old = TWidth.Broadcast(&beta);
        bool keep = beta != T.Zero;
        Write(s1a, keep, old, c);
        if (sizeof(TVectors) > 1)
        {
            Write(s1b, keep, old, c + TWidth.Lanes);
        }
        if (sizeof(TVectors) > 2)
        {
            Write(s1c, keep, old, c + 2 * TWidth.Lanes);
            Write(s1d, keep, old, c + 3 * TWidth.Lanes);
        }
        if (sizeof(TRows) > 1)
        {
            c += cRow;
            Write(s2a, keep, old, c);
            if (sizeof(TVectors) > 1)
            {
                Write(s2b, keep, old, c + TWidth.Lanes);
            }
            if (sizeof(TVectors) > 2)
            {
                Write(s2c, keep, old, c + 2 * TWidth.Lanes);
                Write(s2d, keep, old, c + 3 * TWidth.Lanes);
            }
        }
        if (sizeof(TRows) > 2)
        {
            c += cRow;
            Write(s3a, keep, old, c);
            if (sizeof(TVectors) > 1)
            {
                Write(s3b, keep, old, c + TWidth.Lanes);
            }
            if (sizeof(TVectors) > 2)
            {
                Write(s3c, keep, old, c + 2 * TWidth.Lanes);
                Write(s3d, keep, old, c + 3 * TWidth.Lanes);
            }
        }
        if (sizeof(TRows) > 3)
        {
            c += cRow;
            Write(s4a, keep, old, c);
            if (sizeof(TVectors) > 1)
            {
                Write(s4b, keep, old, c + TWidth.Lanes);
            }
            if (sizeof(TVectors) > 2)
            {
                Write(s4c, keep, old, c + 2 * TWidth.Lanes);
                Write(s4d, keep, old, c + 3 * TWidth.Lanes);
            }
        }
        if (sizeof(TRows) > 4)
        {
            c += cRow;
            Write(s5a, keep, old, c);
            if (sizeof(TVectors) > 1)
            {
                Write(s5b, keep, old, c + TWidth.Lanes);
            }
            if (sizeof(TVectors) > 2)
            {
                Write(s5c, keep, old, c + 2 * TWidth.Lanes);
                Write(s5d, keep, old, c + 3 * TWidth.Lanes);
            }
        }
        if (sizeof(TRows) > 5)
        {
            c += cRow;
            Write(s6a, keep, old, c);
            if (sizeof(TVectors) > 1)
            {
                Write(s6b, keep, old, c + TWidth.Lanes);
            }
            if (sizeof(TVectors) > 2)
            {
                Write(s6c, keep, old, c + 2 * TWidth.Lanes);
                Write(s6d, keep, old, c + 3 * TWidth.Lanes);
            }
        }
        if (sizeof(TRows) > 6)
        {
            c += cRow;
            Write(s7a, keep, old, c);
            if (sizeof(TVectors) > 1)
            {
                Write(s7b, keep, old, c + TWidth.Lanes);
            }
        }
        if (sizeof(TRows) > 7)
        {
            c += cRow;
            Write(s8a, keep, old, c);
            if (sizeof(TVectors) > 1)
            {
                Write(s8b, keep, old, c + TWidth.Lanes);
            }
        }
        if (sizeof(TRows) > 8)
        {
            c += cRow;
            Write(s9a, keep, old, c);
            if (sizeof(TVectors) > 1)
            {
                Write(s9b, keep, old, c + TWidth.Lanes);
            }
        }
        if (sizeof(TRows) > 9)
        {
            c += cRow;
            Write(s10a, keep, old, c);
            if (sizeof(TVectors) > 1)
            {
                Write(s10b, keep, old, c + TWidth.Lanes);
            }
        }
        if (sizeof(TRows) > 10)
        {
            c += cRow;
            Write(s11a, keep, old, c);
            if (sizeof(TVectors) > 1)
            {
                Write(s11b, keep, old, c + TWidth.Lanes);
            }
        }
        if (sizeof(TRows) > 11)
        {
            c += cRow;
            Write(s12a, keep, old, c);
            if (sizeof(TVectors) > 1)
            {
                Write(s12b, keep, old, c + TWidth.Lanes);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Write(TVector sum, bool keep, TVector beta, T* c) =>
        TWidth.Store(keep ? TWidth.MultiplyAdd(TWidth.Load(c), beta, sum) : sum, c);
}
