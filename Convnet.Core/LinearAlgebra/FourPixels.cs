using System.Runtime.CompilerServices;

namespace Convnet;

/// <summary>The usual pooling windows, 2×2 and whole, without a loop over their pixels, for channels that fill vectors.</summary>
/// <param name="Windows">How many windows lie beside each other.</param>
/// <param name="Stride">From one window to the next.</param>
/// <param name="Channels">Channels of a pixel.</param>
/// <param name="Second">From the first pixel of a window to the second.</param>
/// <param name="Third">From the first to the third.</param>
/// <param name="Fourth">From the first to the fourth.</param>
internal readonly unsafe record struct FourPixels(
    int Windows,
    int Stride,
    int Channels,
    int Second,
    int Third,
    int Fourth
)
{
    /// <summary>Values and, unless null, winners of all windows; see <see cref="PooledResponses"/>.</summary>
    /// <param name="source">The first channel of the first window's first pixel.</param>
    /// <param name="bias">One value a channel, or null.</param>
    /// <param name="isRelu">Whether negative values become 0, and their window dead.</param>
    /// <param name="values">Written.</param>
    /// <param name="winners">Written, or null.</param>
    public void Pool<TWidth, TVector>(float* source, float* bias, bool isRelu, float* values, int* winners)
        where TWidth : struct, IVectorWidth<TVector, float>
        where TVector : struct
    {
        for (var window = 0; window < Windows; window++)
        {
            for (var channel = 0; channel < Channels; channel += TWidth.Lanes)
            {
                var added = bias is null ? default : TWidth.Load(bias + channel);
                if (winners is null)
                {
                    Pool<TWidth, TVector>(source + channel, added, isRelu, values + channel);
                }
                else
                {
                    Pool<TWidth, TVector>(source + channel, added, isRelu, values + channel, (float*)winners + channel);
                }
            }

            source += Stride;
            values += Channels;
            winners = winners is null ? null : winners + Channels;
        }
    }

    // Rounding keeps the order, so that the largest sum is the sum with the largest.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Pool<TWidth, TVector>(float* pixel, TVector added, bool isRelu, float* value)
        where TWidth : struct, IVectorWidth<TVector, float>
        where TVector : struct
    {
        var upper = Larger<TWidth, TVector>(TWidth.Load(pixel), TWidth.Load(pixel + Second));
        var lower = Larger<TWidth, TVector>(TWidth.Load(pixel + Third), TWidth.Load(pixel + Fourth));
        var best = TWidth.Add(Larger<TWidth, TVector>(upper, lower), added);
        TWidth.Store(isRelu ? TWidth.Select(TWidth.IsAboveOrNaN(best, default), best, default) : best, value);
    }

    // The numbers of the places are the bits of floats, so that one kind of vector does for both.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Pool<TWidth, TVector>(float* pixel, TVector added, bool isRelu, float* value, float* place)
        where TWidth : struct, IVectorWidth<TVector, float>
        where TVector : struct
    {
        var (best, winner) = (TWidth.Add(TWidth.Load(pixel), added), default(TVector));
        Compete<TWidth, TVector>(TWidth.Add(TWidth.Load(pixel + Second), added), 1, ref best, ref winner);
        Compete<TWidth, TVector>(TWidth.Add(TWidth.Load(pixel + Third), added), 2, ref best, ref winner);
        Compete<TWidth, TVector>(TWidth.Add(TWidth.Load(pixel + Fourth), added), 3, ref best, ref winner);
        if (isRelu)
        {
            var isAlive = TWidth.IsAboveOrNaN(best, default);
            best = TWidth.Select(isAlive, best, default);
            winner = TWidth.Select(isAlive, winner, Bits<TWidth, TVector>(PooledResponses.Dead));
        }

        TWidth.Store(best, value);
        TWidth.Store(winner, place);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Larger<TWidth, TVector>(TVector first, TVector rival)
        where TWidth : struct, IVectorWidth<TVector, float>
        where TVector : struct => TWidth.Select(TWidth.IsAboveOrNaN(rival, first), rival, first);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Compete<TWidth, TVector>(TVector rival, int place, ref TVector best, ref TVector winner)
        where TWidth : struct, IVectorWidth<TVector, float>
        where TVector : struct
    {
        var wins = TWidth.IsAboveOrNaN(rival, best);
        best = TWidth.Select(wins, rival, best);
        winner = TWidth.Select(wins, Bits<TWidth, TVector>(place), winner);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Bits<TWidth, TVector>(int place)
        where TWidth : struct, IVectorWidth<TVector, float>
        where TVector : struct => TWidth.Create(BitConverter.Int32BitsToSingle(place));
}
