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
    /// <param name="runs">How many runs of columns of A follow each other, with B going on through all of them: 1 for a matrix, and for a
    /// convolution the rows of its kernel, each a run of an image's row.</param>
    /// <param name="k">Products in each sum, for one run.</param>
    /// <param name="a">First element of A.</param>
    /// <param name="aRow">From one row of A to the next.</param>
    /// <param name="aStep">From one column of A to the next.</param>
    /// <param name="aRun">From behind the last column of a run to the first of the next.</param>
    /// <param name="b">First row of B, as long as the tile is wide.</param>
    /// <param name="bStep">From one row of B to the next.</param>
    /// <param name="beta">What the old C is multiplied by; 0 does not read it.</param>
    /// <param name="c">First element of C.</param>
    /// <param name="cRow">From one row of C to the next.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Multiply<TRows, TVectors>(
        nint runs,
        nint k,
        T* a,
        nint aRow,
        nint aStep,
        nint aRun,
        T* b,
        nint bStep,
        T beta,
        T* c,
        nint cRow
    )
        where TRows : unmanaged
        where TVectors : unmanaged
    {
        // Long and regular by nature: the sums are locals, because the JIT keeps no element of an array in a register.
        // csharpier-ignore-start
        // Sums: row 1 to 12, vector a to d.
        TVector s1a = default, s1b = default, s1c = default, s1d = default;
        TVector s2a = default, s2b = default, s2c = default, s2d = default;
        TVector s3a = default, s3b = default, s3c = default, s3d = default;
        TVector s4a = default, s4b = default, s4c = default, s4d = default;
        TVector s5a = default, s5b = default, s5c = default, s5d = default;
        TVector s6a = default, s6b = default, s6c = default, s6d = default;
        TVector s7a = default, s7b = default;
        TVector s8a = default, s8b = default;
        TVector s9a = default, s9b = default;
        TVector s10a = default, s10b = default;
        TVector s11a = default, s11b = default;
        TVector s12a = default, s12b = default;
        nint aRow2 = 2 * aRow, aRow3 = 3 * aRow;
        T* a5 = a + 4 * aRow, a9 = a + 8 * aRow;
        for (; runs > 0; runs--)
        {
            for (nint left = k; left > 0; left--)
            {
                TVector ba = TWidth.Load(b), bb = ba, bc = ba, bd = ba;
                if (sizeof(TVectors) > 1) { bb = TWidth.Load(b + TWidth.Lanes); }
                if (sizeof(TVectors) > 2) { bc = TWidth.Load(b + 2 * TWidth.Lanes); bd = TWidth.Load(b + 3 * TWidth.Lanes); }

                { var x = TWidth.Broadcast(a); s1a = TWidth.MultiplyAdd(x, ba, s1a); if (sizeof(TVectors) > 1) { s1b = TWidth.MultiplyAdd(x, bb, s1b); }
                    if (sizeof(TVectors) > 2) { s1c = TWidth.MultiplyAdd(x, bc, s1c); s1d = TWidth.MultiplyAdd(x, bd, s1d); } }
                if (sizeof(TRows) > 1) { var x = TWidth.Broadcast(a + aRow); s2a = TWidth.MultiplyAdd(x, ba, s2a); if (sizeof(TVectors) > 1) { s2b = TWidth.MultiplyAdd(x, bb, s2b); }
                    if (sizeof(TVectors) > 2) { s2c = TWidth.MultiplyAdd(x, bc, s2c); s2d = TWidth.MultiplyAdd(x, bd, s2d); } }
                if (sizeof(TRows) > 2) { var x = TWidth.Broadcast(a + aRow2); s3a = TWidth.MultiplyAdd(x, ba, s3a); if (sizeof(TVectors) > 1) { s3b = TWidth.MultiplyAdd(x, bb, s3b); }
                    if (sizeof(TVectors) > 2) { s3c = TWidth.MultiplyAdd(x, bc, s3c); s3d = TWidth.MultiplyAdd(x, bd, s3d); } }
                if (sizeof(TRows) > 3) { var x = TWidth.Broadcast(a + aRow3); s4a = TWidth.MultiplyAdd(x, ba, s4a); if (sizeof(TVectors) > 1) { s4b = TWidth.MultiplyAdd(x, bb, s4b); }
                    if (sizeof(TVectors) > 2) { s4c = TWidth.MultiplyAdd(x, bc, s4c); s4d = TWidth.MultiplyAdd(x, bd, s4d); } }
                if (sizeof(TRows) > 4) { var x = TWidth.Broadcast(a5); s5a = TWidth.MultiplyAdd(x, ba, s5a); if (sizeof(TVectors) > 1) { s5b = TWidth.MultiplyAdd(x, bb, s5b); }
                    if (sizeof(TVectors) > 2) { s5c = TWidth.MultiplyAdd(x, bc, s5c); s5d = TWidth.MultiplyAdd(x, bd, s5d); } }
                if (sizeof(TRows) > 5) { var x = TWidth.Broadcast(a5 + aRow); s6a = TWidth.MultiplyAdd(x, ba, s6a); if (sizeof(TVectors) > 1) { s6b = TWidth.MultiplyAdd(x, bb, s6b); }
                    if (sizeof(TVectors) > 2) { s6c = TWidth.MultiplyAdd(x, bc, s6c); s6d = TWidth.MultiplyAdd(x, bd, s6d); } }
                if (sizeof(TRows) > 6) { var x = TWidth.Broadcast(a5 + aRow2); s7a = TWidth.MultiplyAdd(x, ba, s7a); if (sizeof(TVectors) > 1) { s7b = TWidth.MultiplyAdd(x, bb, s7b); } }
                if (sizeof(TRows) > 7) { var x = TWidth.Broadcast(a5 + aRow3); s8a = TWidth.MultiplyAdd(x, ba, s8a); if (sizeof(TVectors) > 1) { s8b = TWidth.MultiplyAdd(x, bb, s8b); } }
                if (sizeof(TRows) > 8) { var x = TWidth.Broadcast(a9); s9a = TWidth.MultiplyAdd(x, ba, s9a); if (sizeof(TVectors) > 1) { s9b = TWidth.MultiplyAdd(x, bb, s9b); } }
                if (sizeof(TRows) > 9) { var x = TWidth.Broadcast(a9 + aRow); s10a = TWidth.MultiplyAdd(x, ba, s10a); if (sizeof(TVectors) > 1) { s10b = TWidth.MultiplyAdd(x, bb, s10b); } }
                if (sizeof(TRows) > 10) { var x = TWidth.Broadcast(a9 + aRow2); s11a = TWidth.MultiplyAdd(x, ba, s11a); if (sizeof(TVectors) > 1) { s11b = TWidth.MultiplyAdd(x, bb, s11b); } }
                if (sizeof(TRows) > 11) { var x = TWidth.Broadcast(a9 + aRow3); s12a = TWidth.MultiplyAdd(x, ba, s12a); if (sizeof(TVectors) > 1) { s12b = TWidth.MultiplyAdd(x, bb, s12b); } }

                a += aStep;
                if (sizeof(TRows) > 4) { a5 += aStep; }
                if (sizeof(TRows) > 8) { a9 += aStep; }
                b += bStep;
            }

            a += aRun;
            if (sizeof(TRows) > 4) { a5 += aRun; }
            if (sizeof(TRows) > 8) { a9 += aRun; }
        }

        nint cRow2 = 2 * cRow, cRow3 = 3 * cRow;
        T* c5 = c + 4 * cRow, c9 = c + 8 * cRow;
        if (beta != T.Zero)
        {
            var old = TWidth.Broadcast(&beta);
            { s1a = TWidth.MultiplyAdd(TWidth.Load(c), old, s1a); if (sizeof(TVectors) > 1) { s1b = TWidth.MultiplyAdd(TWidth.Load(c + TWidth.Lanes), old, s1b); }
                if (sizeof(TVectors) > 2) { s1c = TWidth.MultiplyAdd(TWidth.Load(c + 2 * TWidth.Lanes), old, s1c); s1d = TWidth.MultiplyAdd(TWidth.Load(c + 3 * TWidth.Lanes), old, s1d); } }
            if (sizeof(TRows) > 1) { s2a = TWidth.MultiplyAdd(TWidth.Load(c + cRow), old, s2a); if (sizeof(TVectors) > 1) { s2b = TWidth.MultiplyAdd(TWidth.Load(c + cRow + TWidth.Lanes), old, s2b); }
                if (sizeof(TVectors) > 2) { s2c = TWidth.MultiplyAdd(TWidth.Load(c + cRow + 2 * TWidth.Lanes), old, s2c); s2d = TWidth.MultiplyAdd(TWidth.Load(c + cRow + 3 * TWidth.Lanes), old, s2d); } }
            if (sizeof(TRows) > 2) { s3a = TWidth.MultiplyAdd(TWidth.Load(c + cRow2), old, s3a); if (sizeof(TVectors) > 1) { s3b = TWidth.MultiplyAdd(TWidth.Load(c + cRow2 + TWidth.Lanes), old, s3b); }
                if (sizeof(TVectors) > 2) { s3c = TWidth.MultiplyAdd(TWidth.Load(c + cRow2 + 2 * TWidth.Lanes), old, s3c); s3d = TWidth.MultiplyAdd(TWidth.Load(c + cRow2 + 3 * TWidth.Lanes), old, s3d); } }
            if (sizeof(TRows) > 3) { s4a = TWidth.MultiplyAdd(TWidth.Load(c + cRow3), old, s4a); if (sizeof(TVectors) > 1) { s4b = TWidth.MultiplyAdd(TWidth.Load(c + cRow3 + TWidth.Lanes), old, s4b); }
                if (sizeof(TVectors) > 2) { s4c = TWidth.MultiplyAdd(TWidth.Load(c + cRow3 + 2 * TWidth.Lanes), old, s4c); s4d = TWidth.MultiplyAdd(TWidth.Load(c + cRow3 + 3 * TWidth.Lanes), old, s4d); } }
            if (sizeof(TRows) > 4) { s5a = TWidth.MultiplyAdd(TWidth.Load(c5), old, s5a); if (sizeof(TVectors) > 1) { s5b = TWidth.MultiplyAdd(TWidth.Load(c5 + TWidth.Lanes), old, s5b); }
                if (sizeof(TVectors) > 2) { s5c = TWidth.MultiplyAdd(TWidth.Load(c5 + 2 * TWidth.Lanes), old, s5c); s5d = TWidth.MultiplyAdd(TWidth.Load(c5 + 3 * TWidth.Lanes), old, s5d); } }
            if (sizeof(TRows) > 5) { s6a = TWidth.MultiplyAdd(TWidth.Load(c5 + cRow), old, s6a); if (sizeof(TVectors) > 1) { s6b = TWidth.MultiplyAdd(TWidth.Load(c5 + cRow + TWidth.Lanes), old, s6b); }
                if (sizeof(TVectors) > 2) { s6c = TWidth.MultiplyAdd(TWidth.Load(c5 + cRow + 2 * TWidth.Lanes), old, s6c); s6d = TWidth.MultiplyAdd(TWidth.Load(c5 + cRow + 3 * TWidth.Lanes), old, s6d); } }
            if (sizeof(TRows) > 6) { s7a = TWidth.MultiplyAdd(TWidth.Load(c5 + cRow2), old, s7a); if (sizeof(TVectors) > 1) { s7b = TWidth.MultiplyAdd(TWidth.Load(c5 + cRow2 + TWidth.Lanes), old, s7b); } }
            if (sizeof(TRows) > 7) { s8a = TWidth.MultiplyAdd(TWidth.Load(c5 + cRow3), old, s8a); if (sizeof(TVectors) > 1) { s8b = TWidth.MultiplyAdd(TWidth.Load(c5 + cRow3 + TWidth.Lanes), old, s8b); } }
            if (sizeof(TRows) > 8) { s9a = TWidth.MultiplyAdd(TWidth.Load(c9), old, s9a); if (sizeof(TVectors) > 1) { s9b = TWidth.MultiplyAdd(TWidth.Load(c9 + TWidth.Lanes), old, s9b); } }
            if (sizeof(TRows) > 9) { s10a = TWidth.MultiplyAdd(TWidth.Load(c9 + cRow), old, s10a); if (sizeof(TVectors) > 1) { s10b = TWidth.MultiplyAdd(TWidth.Load(c9 + cRow + TWidth.Lanes), old, s10b); } }
            if (sizeof(TRows) > 10) { s11a = TWidth.MultiplyAdd(TWidth.Load(c9 + cRow2), old, s11a); if (sizeof(TVectors) > 1) { s11b = TWidth.MultiplyAdd(TWidth.Load(c9 + cRow2 + TWidth.Lanes), old, s11b); } }
            if (sizeof(TRows) > 11) { s12a = TWidth.MultiplyAdd(TWidth.Load(c9 + cRow3), old, s12a); if (sizeof(TVectors) > 1) { s12b = TWidth.MultiplyAdd(TWidth.Load(c9 + cRow3 + TWidth.Lanes), old, s12b); } }
        }

        { TWidth.Store(s1a, c); if (sizeof(TVectors) > 1) { TWidth.Store(s1b, c + TWidth.Lanes); }
            if (sizeof(TVectors) > 2) { TWidth.Store(s1c, c + 2 * TWidth.Lanes); TWidth.Store(s1d, c + 3 * TWidth.Lanes); } }
        if (sizeof(TRows) > 1) { TWidth.Store(s2a, c + cRow); if (sizeof(TVectors) > 1) { TWidth.Store(s2b, c + cRow + TWidth.Lanes); }
            if (sizeof(TVectors) > 2) { TWidth.Store(s2c, c + cRow + 2 * TWidth.Lanes); TWidth.Store(s2d, c + cRow + 3 * TWidth.Lanes); } }
        if (sizeof(TRows) > 2) { TWidth.Store(s3a, c + cRow2); if (sizeof(TVectors) > 1) { TWidth.Store(s3b, c + cRow2 + TWidth.Lanes); }
            if (sizeof(TVectors) > 2) { TWidth.Store(s3c, c + cRow2 + 2 * TWidth.Lanes); TWidth.Store(s3d, c + cRow2 + 3 * TWidth.Lanes); } }
        if (sizeof(TRows) > 3) { TWidth.Store(s4a, c + cRow3); if (sizeof(TVectors) > 1) { TWidth.Store(s4b, c + cRow3 + TWidth.Lanes); }
            if (sizeof(TVectors) > 2) { TWidth.Store(s4c, c + cRow3 + 2 * TWidth.Lanes); TWidth.Store(s4d, c + cRow3 + 3 * TWidth.Lanes); } }
        if (sizeof(TRows) > 4) { TWidth.Store(s5a, c5); if (sizeof(TVectors) > 1) { TWidth.Store(s5b, c5 + TWidth.Lanes); }
            if (sizeof(TVectors) > 2) { TWidth.Store(s5c, c5 + 2 * TWidth.Lanes); TWidth.Store(s5d, c5 + 3 * TWidth.Lanes); } }
        if (sizeof(TRows) > 5) { TWidth.Store(s6a, c5 + cRow); if (sizeof(TVectors) > 1) { TWidth.Store(s6b, c5 + cRow + TWidth.Lanes); }
            if (sizeof(TVectors) > 2) { TWidth.Store(s6c, c5 + cRow + 2 * TWidth.Lanes); TWidth.Store(s6d, c5 + cRow + 3 * TWidth.Lanes); } }
        if (sizeof(TRows) > 6) { TWidth.Store(s7a, c5 + cRow2); if (sizeof(TVectors) > 1) { TWidth.Store(s7b, c5 + cRow2 + TWidth.Lanes); } }
        if (sizeof(TRows) > 7) { TWidth.Store(s8a, c5 + cRow3); if (sizeof(TVectors) > 1) { TWidth.Store(s8b, c5 + cRow3 + TWidth.Lanes); } }
        if (sizeof(TRows) > 8) { TWidth.Store(s9a, c9); if (sizeof(TVectors) > 1) { TWidth.Store(s9b, c9 + TWidth.Lanes); } }
        if (sizeof(TRows) > 9) { TWidth.Store(s10a, c9 + cRow); if (sizeof(TVectors) > 1) { TWidth.Store(s10b, c9 + cRow + TWidth.Lanes); } }
        if (sizeof(TRows) > 10) { TWidth.Store(s11a, c9 + cRow2); if (sizeof(TVectors) > 1) { TWidth.Store(s11b, c9 + cRow2 + TWidth.Lanes); } }
        if (sizeof(TRows) > 11) { TWidth.Store(s12a, c9 + cRow3); if (sizeof(TVectors) > 1) { TWidth.Store(s12b, c9 + cRow3 + TWidth.Lanes); } }
        // csharpier-ignore-end
    }
}
