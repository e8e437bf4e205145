using System.Runtime.CompilerServices;

namespace Convnet;

/// <summary>As <see cref="PatchSums{TWidth, TVector}"/>, for two filters at once: the sums of one small patch alone would wait for each other's multiply-adds.</summary>
internal static unsafe class PatchPairSums<TWidth, TVector>
    where TWidth : struct, IVectorWidth<TVector, float>
    where TVector : struct
{
    /// <summary>Most vectors of a row.</summary>
    internal const int MostVectors = 2;

    /// <summary>The kernel of 1 to 3 rows and 1 or 2 vectors.</summary>
    internal static delegate* <LiveEntry*, LiveEntry*, nint, float*, nint, float*, nint, nint, void> Choose(
        int rows,
        int vectors
    ) =>
        (rows, vectors) switch
        {
            (1, 1) => &Add<Count.Of1, Count.Of1>,
            (1, _) => &Add<Count.Of1, Count.Of2>,
            (2, 1) => &Add<Count.Of2, Count.Of1>,
            (2, _) => &Add<Count.Of2, Count.Of2>,
            (_, 1) => &Add<Count.Of3, Count.Of1>,
            _ => &Add<Count.Of3, Count.Of2>,
        };

    /// <summary>Adds value · patch for each entry of two lists to the sums of their filters.</summary>
    /// <param name="first">The list of the first filter.</param>
    /// <param name="second">The list of the second filter.</param>
    /// <param name="count">How many entries of each.</param>
    /// <param name="images">What the offsets of the entries count from.</param>
    /// <param name="imageRow">From one row of a patch to the next.</param>
    /// <param name="sums">The first sum of the first filter.</param>
    /// <param name="sumRow">From one row of sums to the next.</param>
    /// <param name="sumNext">From the sums of the first filter to those of the second.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Add<TRows, TVectors>(
        LiveEntry* first,
        LiveEntry* second,
        nint count,
        float* images,
        nint imageRow,
        float* sums,
        nint sumRow,
        nint sumNext
    )
        where TRows : unmanaged
        where TVectors : unmanaged
    {
        // csharpier-ignore-start
        // Sums: list s or t, row 1 to 3, vector a or b.
        TVector s1a = default, s1b = default, s2a = default, s2b = default, s3a = default, s3b = default;
        TVector t1a = default, t1b = default, t2a = default, t2b = default, t3a = default, t3b = default;
        float* sums2 = sums + sumRow, sums3 = sums2 + sumRow;
        float* next = sums + sumNext, next2 = next + sumRow, next3 = next2 + sumRow;
        s1a = TWidth.Load(sums); if (sizeof(TVectors) > 1) { s1b = TWidth.Load(sums + TWidth.Lanes); }
        if (sizeof(TRows) > 1) { s2a = TWidth.Load(sums2); if (sizeof(TVectors) > 1) { s2b = TWidth.Load(sums2 + TWidth.Lanes); } }
        if (sizeof(TRows) > 2) { s3a = TWidth.Load(sums3); if (sizeof(TVectors) > 1) { s3b = TWidth.Load(sums3 + TWidth.Lanes); } }
        t1a = TWidth.Load(next); if (sizeof(TVectors) > 1) { t1b = TWidth.Load(next + TWidth.Lanes); }
        if (sizeof(TRows) > 1) { t2a = TWidth.Load(next2); if (sizeof(TVectors) > 1) { t2b = TWidth.Load(next2 + TWidth.Lanes); } }
        if (sizeof(TRows) > 2) { t3a = TWidth.Load(next3); if (sizeof(TVectors) > 1) { t3b = TWidth.Load(next3 + TWidth.Lanes); } }
        for (LiveEntry* end = first + count; first < end; first++, second++)
        {
            TVector x = TWidth.Broadcast(&first->Value), y = TWidth.Broadcast(&second->Value);
            float* p1 = images + first->Offset, p2 = p1 + imageRow, p3 = p2 + imageRow;
            float* q1 = images + second->Offset, q2 = q1 + imageRow, q3 = q2 + imageRow;
            s1a = TWidth.MultiplyAdd(TWidth.Load(p1), x, s1a); if (sizeof(TVectors) > 1) { s1b = TWidth.MultiplyAdd(TWidth.Load(p1 + TWidth.Lanes), x, s1b); }
            if (sizeof(TRows) > 1) { s2a = TWidth.MultiplyAdd(TWidth.Load(p2), x, s2a); if (sizeof(TVectors) > 1) { s2b = TWidth.MultiplyAdd(TWidth.Load(p2 + TWidth.Lanes), x, s2b); } }
            if (sizeof(TRows) > 2) { s3a = TWidth.MultiplyAdd(TWidth.Load(p3), x, s3a); if (sizeof(TVectors) > 1) { s3b = TWidth.MultiplyAdd(TWidth.Load(p3 + TWidth.Lanes), x, s3b); } }
            t1a = TWidth.MultiplyAdd(TWidth.Load(q1), y, t1a); if (sizeof(TVectors) > 1) { t1b = TWidth.MultiplyAdd(TWidth.Load(q1 + TWidth.Lanes), y, t1b); }
            if (sizeof(TRows) > 1) { t2a = TWidth.MultiplyAdd(TWidth.Load(q2), y, t2a); if (sizeof(TVectors) > 1) { t2b = TWidth.MultiplyAdd(TWidth.Load(q2 + TWidth.Lanes), y, t2b); } }
            if (sizeof(TRows) > 2) { t3a = TWidth.MultiplyAdd(TWidth.Load(q3), y, t3a); if (sizeof(TVectors) > 1) { t3b = TWidth.MultiplyAdd(TWidth.Load(q3 + TWidth.Lanes), y, t3b); } }
        }

        TWidth.Store(s1a, sums); if (sizeof(TVectors) > 1) { TWidth.Store(s1b, sums + TWidth.Lanes); }
        if (sizeof(TRows) > 1) { TWidth.Store(s2a, sums2); if (sizeof(TVectors) > 1) { TWidth.Store(s2b, sums2 + TWidth.Lanes); } }
        if (sizeof(TRows) > 2) { TWidth.Store(s3a, sums3); if (sizeof(TVectors) > 1) { TWidth.Store(s3b, sums3 + TWidth.Lanes); } }
        TWidth.Store(t1a, next); if (sizeof(TVectors) > 1) { TWidth.Store(t1b, next + TWidth.Lanes); }
        if (sizeof(TRows) > 1) { TWidth.Store(t2a, next2); if (sizeof(TVectors) > 1) { TWidth.Store(t2b, next2 + TWidth.Lanes); } }
        if (sizeof(TRows) > 2) { TWidth.Store(t3a, next3); if (sizeof(TVectors) > 1) { TWidth.Store(t3b, next3 + TWidth.Lanes); } }
        // csharpier-ignore-end
    }
}
