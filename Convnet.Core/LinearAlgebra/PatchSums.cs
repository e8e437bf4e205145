using System.Runtime.CompilerServices;

namespace Convnet;

/// <summary>
/// The micro-kernel of <see cref="PooledKernelGradient{TWidth, TVector}"/>: a piece of one filter's gradient stays in registers over the
/// filter's list.
/// </summary>
/// <remarks>
/// Sizes are type arguments and sums are locals, as in <see cref="Tile{TWidth, TVector, T}"/>. Each sum runs over the list in order, whatever
/// the width.
/// </remarks>
internal static unsafe class PatchSums<TWidth, TVector>
    where TWidth : struct, IVectorWidth<TVector, float>
    where TVector : struct
{
    /// <summary>The kernel of 1 to 3 rows and 1 to 6 vectors.</summary>
    internal static delegate* <LiveEntry*, nint, float*, nint, float*, nint, void> Choose(int rows, int vectors) =>
        rows switch
        {
            1 => Choose<Count.Of1>(vectors),
            2 => Choose<Count.Of2>(vectors),
            _ => Choose<Count.Of3>(vectors),
        };

    private static delegate* <LiveEntry*, nint, float*, nint, float*, nint, void> Choose<TRows>(int vectors)
        where TRows : unmanaged =>
        vectors switch
        {
            1 => &Add<TRows, Count.Of1>,
            2 => &Add<TRows, Count.Of2>,
            3 => &Add<TRows, Count.Of3>,
            4 => &Add<TRows, Count.Of4>,
            5 => &Add<TRows, Count.Of5>,
            _ => &Add<TRows, Count.Of6>,
        };

    /// <summary>Adds value · patch for each entry to sizeof(TRows) rows of sizeof(TVectors) vectors.</summary>
    /// <param name="entries">The list.</param>
    /// <param name="count">How many entries it has.</param>
    /// <param name="images">What the offsets of the entries count from.</param>
    /// <param name="imageRow">From one row of a patch to the next.</param>
    /// <param name="sums">The first sum.</param>
    /// <param name="sumRow">From one row of sums to the next.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Add<TRows, TVectors>(
        LiveEntry* entries,
        nint count,
        float* images,
        nint imageRow,
        float* sums,
        nint sumRow
    )
        where TRows : unmanaged
        where TVectors : unmanaged
    {
        // csharpier-ignore-start
        // Sums: row 1 to 3, vector a to f.
        TVector s1a = default, s1b = default, s1c = default, s1d = default, s1e = default, s1f = default;
        TVector s2a = default, s2b = default, s2c = default, s2d = default, s2e = default, s2f = default;
        TVector s3a = default, s3b = default, s3c = default, s3d = default, s3e = default, s3f = default;
        float* t2 = sums + sumRow, t3 = t2 + sumRow;
        s1a = TWidth.Load(sums);
        if (sizeof(TVectors) > 1) { s1b = TWidth.Load(sums + TWidth.Lanes); }
        if (sizeof(TVectors) > 2) { s1c = TWidth.Load(sums + 2 * TWidth.Lanes); }
        if (sizeof(TVectors) > 3) { s1d = TWidth.Load(sums + 3 * TWidth.Lanes); }
        if (sizeof(TVectors) > 4) { s1e = TWidth.Load(sums + 4 * TWidth.Lanes); }
        if (sizeof(TVectors) > 5) { s1f = TWidth.Load(sums + 5 * TWidth.Lanes); }
        if (sizeof(TRows) > 1) { s2a = TWidth.Load(t2);
            if (sizeof(TVectors) > 1) { s2b = TWidth.Load(t2 + TWidth.Lanes); }
            if (sizeof(TVectors) > 2) { s2c = TWidth.Load(t2 + 2 * TWidth.Lanes); }
            if (sizeof(TVectors) > 3) { s2d = TWidth.Load(t2 + 3 * TWidth.Lanes); }
            if (sizeof(TVectors) > 4) { s2e = TWidth.Load(t2 + 4 * TWidth.Lanes); }
            if (sizeof(TVectors) > 5) { s2f = TWidth.Load(t2 + 5 * TWidth.Lanes); } }
        if (sizeof(TRows) > 2) { s3a = TWidth.Load(t3);
            if (sizeof(TVectors) > 1) { s3b = TWidth.Load(t3 + TWidth.Lanes); }
            if (sizeof(TVectors) > 2) { s3c = TWidth.Load(t3 + 2 * TWidth.Lanes); }
            if (sizeof(TVectors) > 3) { s3d = TWidth.Load(t3 + 3 * TWidth.Lanes); }
            if (sizeof(TVectors) > 4) { s3e = TWidth.Load(t3 + 4 * TWidth.Lanes); }
            if (sizeof(TVectors) > 5) { s3f = TWidth.Load(t3 + 5 * TWidth.Lanes); } }
        for (LiveEntry* end = entries + count; entries < end; entries++)
        {
            var x = TWidth.Broadcast(&entries->Value);
            float* p1 = images + entries->Offset, p2 = p1 + imageRow, p3 = p2 + imageRow;
            s1a = TWidth.MultiplyAdd(TWidth.Load(p1), x, s1a);
            if (sizeof(TVectors) > 1) { s1b = TWidth.MultiplyAdd(TWidth.Load(p1 + TWidth.Lanes), x, s1b); }
            if (sizeof(TVectors) > 2) { s1c = TWidth.MultiplyAdd(TWidth.Load(p1 + 2 * TWidth.Lanes), x, s1c); }
            if (sizeof(TVectors) > 3) { s1d = TWidth.MultiplyAdd(TWidth.Load(p1 + 3 * TWidth.Lanes), x, s1d); }
            if (sizeof(TVectors) > 4) { s1e = TWidth.MultiplyAdd(TWidth.Load(p1 + 4 * TWidth.Lanes), x, s1e); }
            if (sizeof(TVectors) > 5) { s1f = TWidth.MultiplyAdd(TWidth.Load(p1 + 5 * TWidth.Lanes), x, s1f); }
            if (sizeof(TRows) > 1) { s2a = TWidth.MultiplyAdd(TWidth.Load(p2), x, s2a);
                if (sizeof(TVectors) > 1) { s2b = TWidth.MultiplyAdd(TWidth.Load(p2 + TWidth.Lanes), x, s2b); }
                if (sizeof(TVectors) > 2) { s2c = TWidth.MultiplyAdd(TWidth.Load(p2 + 2 * TWidth.Lanes), x, s2c); }
                if (sizeof(TVectors) > 3) { s2d = TWidth.MultiplyAdd(TWidth.Load(p2 + 3 * TWidth.Lanes), x, s2d); }
                if (sizeof(TVectors) > 4) { s2e = TWidth.MultiplyAdd(TWidth.Load(p2 + 4 * TWidth.Lanes), x, s2e); }
                if (sizeof(TVectors) > 5) { s2f = TWidth.MultiplyAdd(TWidth.Load(p2 + 5 * TWidth.Lanes), x, s2f); } }
            if (sizeof(TRows) > 2) { s3a = TWidth.MultiplyAdd(TWidth.Load(p3), x, s3a);
                if (sizeof(TVectors) > 1) { s3b = TWidth.MultiplyAdd(TWidth.Load(p3 + TWidth.Lanes), x, s3b); }
                if (sizeof(TVectors) > 2) { s3c = TWidth.MultiplyAdd(TWidth.Load(p3 + 2 * TWidth.Lanes), x, s3c); }
                if (sizeof(TVectors) > 3) { s3d = TWidth.MultiplyAdd(TWidth.Load(p3 + 3 * TWidth.Lanes), x, s3d); }
                if (sizeof(TVectors) > 4) { s3e = TWidth.MultiplyAdd(TWidth.Load(p3 + 4 * TWidth.Lanes), x, s3e); }
                if (sizeof(TVectors) > 5) { s3f = TWidth.MultiplyAdd(TWidth.Load(p3 + 5 * TWidth.Lanes), x, s3f); } }
        }

        TWidth.Store(s1a, sums);
        if (sizeof(TVectors) > 1) { TWidth.Store(s1b, sums + TWidth.Lanes); }
        if (sizeof(TVectors) > 2) { TWidth.Store(s1c, sums + 2 * TWidth.Lanes); }
        if (sizeof(TVectors) > 3) { TWidth.Store(s1d, sums + 3 * TWidth.Lanes); }
        if (sizeof(TVectors) > 4) { TWidth.Store(s1e, sums + 4 * TWidth.Lanes); }
        if (sizeof(TVectors) > 5) { TWidth.Store(s1f, sums + 5 * TWidth.Lanes); }
        if (sizeof(TRows) > 1) { TWidth.Store(s2a, t2);
            if (sizeof(TVectors) > 1) { TWidth.Store(s2b, t2 + TWidth.Lanes); }
            if (sizeof(TVectors) > 2) { TWidth.Store(s2c, t2 + 2 * TWidth.Lanes); }
            if (sizeof(TVectors) > 3) { TWidth.Store(s2d, t2 + 3 * TWidth.Lanes); }
            if (sizeof(TVectors) > 4) { TWidth.Store(s2e, t2 + 4 * TWidth.Lanes); }
            if (sizeof(TVectors) > 5) { TWidth.Store(s2f, t2 + 5 * TWidth.Lanes); } }
        if (sizeof(TRows) > 2) { TWidth.Store(s3a, t3);
            if (sizeof(TVectors) > 1) { TWidth.Store(s3b, t3 + TWidth.Lanes); }
            if (sizeof(TVectors) > 2) { TWidth.Store(s3c, t3 + 2 * TWidth.Lanes); }
            if (sizeof(TVectors) > 3) { TWidth.Store(s3d, t3 + 3 * TWidth.Lanes); }
            if (sizeof(TVectors) > 4) { TWidth.Store(s3e, t3 + 4 * TWidth.Lanes); }
            if (sizeof(TVectors) > 5) { TWidth.Store(s3f, t3 + 5 * TWidth.Lanes); } }
        // csharpier-ignore-end
    }
}
