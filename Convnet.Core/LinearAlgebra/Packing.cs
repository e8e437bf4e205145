using System.Numerics;
using System.Runtime.CompilerServices;

namespace Convnet;

/// <summary>Brings columns of B together, so that a tile reads them one after the other; columns that B does not have are zero.</summary>
internal static unsafe class Packing<TWidth, TVector, T>
    where TWidth : struct, IVectorWidth<TVector, T>
    where TVector : struct
    where T : unmanaged, INumber<T>
{
    /// <summary>Packs from B stored (k, n).</summary>
    /// <param name="source">First element.</param>
    /// <param name="sourceRow">From one row of B to the next.</param>
    /// <param name="columns">How many columns there are.</param>
    /// <param name="steps">How many rows.</param>
    /// <param name="target">The panel.</param>
    /// <param name="width">Its width in elements.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Copy(T* source, nint sourceRow, int columns, int steps, T* target, int width)
    {
        for (; steps > 0; steps--)
        {
            int j = 0;
            for (; j <= columns - TWidth.Lanes; j += TWidth.Lanes)
            {
                TWidth.Store(TWidth.Load(source + j), target + j);
            }

            for (; j < columns; j++)
            {
                target[j] = source[j];
            }

            for (; j < width; j++)
            {
                target[j] = T.Zero;
            }

            source += sourceRow;
            target += width;
        }
    }

    /// <summary>Packs from B stored (n, k).</summary>
    /// <param name="source">First element.</param>
    /// <param name="sourceRow">From one column of B to the next.</param>
    /// <param name="columns">How many columns there are.</param>
    /// <param name="steps">How many rows.</param>
    /// <param name="target">The panel.</param>
    /// <param name="width">Its width in elements.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Transpose(T* source, nint sourceRow, int columns, int steps, T* target, int width)
    {
        for (int j = 0; j < columns; j++)
        {
            for (int p = 0; p < steps; p++)
            {
                target[((nint)p * width) + j] = source[(j * sourceRow) + p];
            }
        }

        for (int p = 0; columns < width && p < steps; p++)
        {
            new Span<T>(target + ((nint)p * width) + columns, width - columns).Clear();
        }
    }
}
