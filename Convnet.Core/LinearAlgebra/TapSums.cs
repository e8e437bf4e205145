using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Convnet;

/// <summary>
/// The micro-kernel of <see cref="PooledTapGradient{TWidth, TVector}"/>: the sums of a few places of the patch, for a vector of filters, stay
/// in registers over a row of pooling windows.
/// </summary>
/// <remarks>Sizes are type arguments and sums are locals, as in <see cref="Tile{TWidth, TVector, T}"/>.</remarks>
internal static unsafe class TapSums<TWidth, TVector>
    where TWidth : struct, IVectorWidth<TVector, float>
    where TVector : struct
{
    internal const int MostRows = 3;

    internal const int MostColumns = 4;

    /// <summary>The kernel of 1 to 3 rows and 1 to 4 values of each.</summary>
    internal static delegate* <int, nint, float*, nint, int*, float*, nint, int*, int, float*, void> Choose(
        int rows,
        int columns
    ) =>
        (rows, columns) switch
        {
            (1, 1) => &Add<Count.Of1, Count.Of1>,
            (1, 2) => &Add<Count.Of1, Count.Of2>,
            (1, 3) => &Add<Count.Of1, Count.Of3>,
            (1, _) => &Add<Count.Of1, Count.Of4>,
            (2, 1) => &Add<Count.Of2, Count.Of1>,
            (2, 2) => &Add<Count.Of2, Count.Of2>,
            (2, 3) => &Add<Count.Of2, Count.Of3>,
            (2, _) => &Add<Count.Of2, Count.Of4>,
            (_, 1) => &Add<Count.Of3, Count.Of1>,
            (_, 2) => &Add<Count.Of3, Count.Of2>,
            (_, 3) => &Add<Count.Of3, Count.Of3>,
            (_, _) => &Add<Count.Of3, Count.Of4>,
        };

    /// <summary>Adds gradient · pixel of the winning place for each window to the sums, [3][4][filter].</summary>
    /// <param name="windows">How many pooling windows.</param>
    /// <param name="windowStep">From one to the next in the images.</param>
    /// <param name="images">The first value of the first window's patches.</param>
    /// <param name="imageRow">From one row of a patch to the next.</param>
    /// <param name="winners">The winners of the first window.</param>
    /// <param name="gradient">Its gradient.</param>
    /// <param name="pooledStep">From one window to the next in both.</param>
    /// <param name="places">From the patch of a window's first place to those of all places.</param>
    /// <param name="placeCount">How many places.</param>
    /// <param name="sums">The sums.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Add<TRows, TColumns>(
        int windows,
        nint windowStep,
        float* images,
        nint imageRow,
        int* winners,
        float* gradient,
        nint pooledStep,
        int* places,
        int placeCount,
        float* sums
    )
        where TRows : unmanaged
        where TColumns : unmanaged
    {
        // csharpier-ignore-start
        // Sums: row 1 to 3, column a to d.
        TVector s1a = default, s1b = default, s1c = default, s1d = default;
        TVector s2a = default, s2b = default, s2c = default, s2d = default;
        TVector s3a = default, s3b = default, s3c = default, s3d = default;
        s1a = TWidth.Load(sums);
        if (sizeof(TColumns) > 1) { s1b = TWidth.Load(sums + TWidth.Lanes); }
        if (sizeof(TColumns) > 2) { s1c = TWidth.Load(sums + 2 * TWidth.Lanes); }
        if (sizeof(TColumns) > 3) { s1d = TWidth.Load(sums + 3 * TWidth.Lanes); }
        if (sizeof(TRows) > 1) { s2a = TWidth.Load(sums + 4 * TWidth.Lanes);
            if (sizeof(TColumns) > 1) { s2b = TWidth.Load(sums + 5 * TWidth.Lanes); }
            if (sizeof(TColumns) > 2) { s2c = TWidth.Load(sums + 6 * TWidth.Lanes); }
            if (sizeof(TColumns) > 3) { s2d = TWidth.Load(sums + 7 * TWidth.Lanes); } }
        if (sizeof(TRows) > 2) { s3a = TWidth.Load(sums + 8 * TWidth.Lanes);
            if (sizeof(TColumns) > 1) { s3b = TWidth.Load(sums + 9 * TWidth.Lanes); }
            if (sizeof(TColumns) > 2) { s3c = TWidth.Load(sums + 10 * TWidth.Lanes); }
            if (sizeof(TColumns) > 3) { s3d = TWidth.Load(sums + 11 * TWidth.Lanes); } }
        for (; windows > 0; windows--)
        {
            for (int place = 0; place < placeCount; place++)
            {
                var x = Won(winners, place, gradient);
                float* p1 = images + places[place], p2 = p1 + imageRow, p3 = p2 + imageRow;
                s1a = TWidth.MultiplyAdd(TWidth.Broadcast(p1), x, s1a);
                if (sizeof(TColumns) > 1) { s1b = TWidth.MultiplyAdd(TWidth.Broadcast(p1 + 1), x, s1b); }
                if (sizeof(TColumns) > 2) { s1c = TWidth.MultiplyAdd(TWidth.Broadcast(p1 + 2), x, s1c); }
                if (sizeof(TColumns) > 3) { s1d = TWidth.MultiplyAdd(TWidth.Broadcast(p1 + 3), x, s1d); }
                if (sizeof(TRows) > 1) { s2a = TWidth.MultiplyAdd(TWidth.Broadcast(p2), x, s2a);
                    if (sizeof(TColumns) > 1) { s2b = TWidth.MultiplyAdd(TWidth.Broadcast(p2 + 1), x, s2b); }
                    if (sizeof(TColumns) > 2) { s2c = TWidth.MultiplyAdd(TWidth.Broadcast(p2 + 2), x, s2c); }
                    if (sizeof(TColumns) > 3) { s2d = TWidth.MultiplyAdd(TWidth.Broadcast(p2 + 3), x, s2d); } }
                if (sizeof(TRows) > 2) { s3a = TWidth.MultiplyAdd(TWidth.Broadcast(p3), x, s3a);
                    if (sizeof(TColumns) > 1) { s3b = TWidth.MultiplyAdd(TWidth.Broadcast(p3 + 1), x, s3b); }
                    if (sizeof(TColumns) > 2) { s3c = TWidth.MultiplyAdd(TWidth.Broadcast(p3 + 2), x, s3c); }
                    if (sizeof(TColumns) > 3) { s3d = TWidth.MultiplyAdd(TWidth.Broadcast(p3 + 3), x, s3d); } }
            }

            images += windowStep;
            winners += pooledStep;
            gradient += pooledStep;
        }

        TWidth.Store(s1a, sums);
        if (sizeof(TColumns) > 1) { TWidth.Store(s1b, sums + TWidth.Lanes); }
        if (sizeof(TColumns) > 2) { TWidth.Store(s1c, sums + 2 * TWidth.Lanes); }
        if (sizeof(TColumns) > 3) { TWidth.Store(s1d, sums + 3 * TWidth.Lanes); }
        if (sizeof(TRows) > 1) { TWidth.Store(s2a, sums + 4 * TWidth.Lanes);
            if (sizeof(TColumns) > 1) { TWidth.Store(s2b, sums + 5 * TWidth.Lanes); }
            if (sizeof(TColumns) > 2) { TWidth.Store(s2c, sums + 6 * TWidth.Lanes); }
            if (sizeof(TColumns) > 3) { TWidth.Store(s2d, sums + 7 * TWidth.Lanes); } }
        if (sizeof(TRows) > 2) { TWidth.Store(s3a, sums + 8 * TWidth.Lanes);
            if (sizeof(TColumns) > 1) { TWidth.Store(s3b, sums + 9 * TWidth.Lanes); }
            if (sizeof(TColumns) > 2) { TWidth.Store(s3c, sums + 10 * TWidth.Lanes); }
            if (sizeof(TColumns) > 3) { TWidth.Store(s3d, sums + 11 * TWidth.Lanes); } }
        // csharpier-ignore-end
    }

    /// <summary>The gradient where a place won, 0 elsewhere.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Won(int* winners, int place, float* gradient)
    {
        if (typeof(TVector) == typeof(Vector512<float>))
        {
            var won = Vector512.Equals(Vector512.Load(winners), Vector512.Create(place)).AsSingle();
            return (TVector)(object)Vector512.ConditionalSelect(won, Vector512.Load(gradient), Vector512<float>.Zero);
        }

        if (typeof(TVector) == typeof(Vector256<float>))
        {
            var won = Vector256.Equals(Vector256.Load(winners), Vector256.Create(place)).AsSingle();
            return (TVector)(object)Vector256.ConditionalSelect(won, Vector256.Load(gradient), Vector256<float>.Zero);
        }

        var wins = Vector128.Equals(Vector128.Load(winners), Vector128.Create(place)).AsSingle();
        return (TVector)(object)Vector128.ConditionalSelect(wins, Vector128.Load(gradient), Vector128<float>.Zero);
    }
}
