using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace Convnet;

/// <summary>Brings columns of B together, so that a tile reads them one after the other.</summary>
internal static unsafe class Packing<TWidth, TVector, T>
    where TWidth : struct, IVectorWidth<TVector, T>
    where TVector : struct
    where T : unmanaged, INumber<T>
{
    /// <summary>Packs from B stored (k, n). What stands in columns that B does not have is unspecified.</summary>
    /// <param name="source">First element.</param>
    /// <param name="sourceRow">From one row of B to the next.</param>
    /// <param name="columns">How many columns there are.</param>
    /// <param name="steps">How many rows.</param>
    /// <param name="target">The panel.</param>
    /// <param name="width">Its width in elements.</param>
    /// <param name="end">The end of B.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Copy(T* source, nint sourceRow, int columns, int steps, T* target, int width, T* end)
    {
        // Whole vectors also past the last column, since all but the last rows are followed by the next one.
        for (; steps > 0 && source + width <= end; steps--)
        {
            for (int j = 0; j < width; j += TWidth.Lanes)
            {
                TWidth.Store(TWidth.Load(source + j), target + j);
            }

            source += sourceRow;
            target += width;
        }

        CopyRows(source, sourceRow, target, width, steps, columns);
    }

    /// <summary>Packs from B stored (n, k). What stands in columns that B does not have is unspecified.</summary>
    /// <param name="source">First element.</param>
    /// <param name="sourceRow">From one column of B to the next.</param>
    /// <param name="columns">How many columns there are.</param>
    /// <param name="steps">How many rows.</param>
    /// <param name="target">The panel.</param>
    /// <param name="width">Its width in elements.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Transpose(T* source, nint sourceRow, int columns, int steps, T* target, int width)
    {
        // A cache line of every column at a time, so that columns whose addresses share a cache set do not evict each other half read.
        const int line = 16;
        for (; steps >= line; steps -= line)
        {
            int j = 0;
            for (; sizeof(T) == sizeof(float) && j <= columns - 4; j += 4)
            {
                for (int p = 0; p < line; p += 4)
                {
                    Transpose4X4(
                        (float*)(source + (j * sourceRow) + p),
                        sourceRow,
                        (float*)(target + (p * width) + j),
                        width
                    );
                }
            }

            TransposeElements(source + (j * sourceRow), sourceRow, columns - j, line, target + j, width);
            source += line;
            target += line * width;
        }

        TransposeElements(source, sourceRow, columns, steps, target, width);
    }

    /// <summary>Copies a small matrix between two places with different distances from row to row.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void CopyRows(T* source, nint sourceRow, T* target, nint targetRow, int rows, int columns)
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

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void TransposeElements(T* source, nint sourceRow, int columns, int steps, T* target, int width)
    {
        for (; columns > 0; columns--)
        {
            for (int p = 0; p < steps; p++)
            {
                target[p * width] = source[p];
            }

            source += sourceRow;
            target++;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Transpose4X4(float* source, nint sourceRow, float* target, nint targetRow)
    {
        var first = Vector128.Load(source);
        var second = Vector128.Load(source + sourceRow);
        var third = Vector128.Load(source + (2 * sourceRow));
        var fourth = Vector128.Load(source + (3 * sourceRow));
        var (evenLow, evenHigh) = Zip(first, third);
        var (oddLow, oddHigh) = Zip(second, fourth);
        var (row0, row1) = Zip(evenLow, oddLow);
        var (row2, row3) = Zip(evenHigh, oddHigh);
        row0.Store(target);
        row1.Store(target + targetRow);
        row2.Store(target + (2 * targetRow));
        row3.Store(target + (3 * targetRow));
    }

    // The elements of two vectors by turns.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Vector128<float> Low, Vector128<float> High) Zip(Vector128<float> left, Vector128<float> right) =>
        Sse.IsSupported ? (Sse.UnpackLow(left, right), Sse.UnpackHigh(left, right))
        : AdvSimd.Arm64.IsSupported ? (AdvSimd.Arm64.ZipLow(left, right), AdvSimd.Arm64.ZipHigh(left, right))
        : (
            Vector128.Create(left[0], right[0], left[1], right[1]),
            Vector128.Create(left[2], right[2], left[3], right[3])
        );
}
