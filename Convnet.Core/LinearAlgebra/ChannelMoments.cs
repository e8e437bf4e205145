using System.Numerics;
using System.Runtime.InteropServices;

namespace Convnet;

/// <summary>
/// Sums over the rows of a matrix, a pair for each channel, in double: what a normalisation wants to know of a sample. Each channel is
/// added up from the first row to the last, so the width of the vectors does not show.
/// </summary>
internal static class ChannelMoments
{
    private static int Width => Vector<float>.Count;

    /// <summary>Writes Σx of each channel, and behind them Σx².</summary>
    /// <param name="rows">Whole rows of channels.</param>
    /// <param name="sums">Twice as many as there are channels.</param>
    public static void OfSquares(ReadOnlySpan<float> rows, Span<double> sums)
    {
        var (channels, channel) = (Channels(rows, sums), 0);
        ref var values = ref MemoryMarshal.GetReference(rows);
        for (; channel <= channels - Width; channel += Width)
        {
            var sum = default(Pair);
            for (var i = channel; i < rows.Length; i += channels)
            {
                Vector.Widen(Vector.LoadUnsafe(ref values, (nuint)i), out var low, out var high);
                sum.Add(low, high, low * low, high * high);
            }

            sum.Store(sums, channel, channels);
        }

        for (; channel < channels; channel++)
        {
            var (sum, squares) = (0.0, 0.0);
            for (var i = channel; i < rows.Length; i += channels)
            {
                sum += rows[i];
                squares += (double)rows[i] * rows[i];
            }

            (sums[channel], sums[channels + channel]) = (sum, squares);
        }
    }

    /// <summary>Writes Σg of each channel, and behind them Σg·(x − mean).</summary>
    /// <param name="gradient">Whole rows of channels: g.</param>
    /// <param name="input">As many: x.</param>
    /// <param name="mean">One for each channel.</param>
    /// <param name="sums">Twice as many as there are channels.</param>
    public static void OfProducts(
        ReadOnlySpan<float> gradient,
        ReadOnlySpan<float> input,
        ReadOnlySpan<float> mean,
        Span<double> sums
    )
    {
        var (channels, channel) = (Channels(gradient, sums), 0);
        Refuse(gradient.Length == input.Length && mean.Length == channels);
        ref var slopes = ref MemoryMarshal.GetReference(gradient);
        ref var values = ref MemoryMarshal.GetReference(input);
        for (; channel <= channels - Width; channel += Width)
        {
            var (sum, means) = (default(Pair), new Vector<float>(mean[channel..]));
            for (var i = channel; i < gradient.Length; i += channels)
            {
                var slope = Vector.LoadUnsafe(ref slopes, (nuint)i);
                Vector.Widen(slope, out var low, out var high);
                Vector.Widen(
                    slope * (Vector.LoadUnsafe(ref values, (nuint)i) - means),
                    out var lowProduct,
                    out var highProduct
                );
                sum.Add(low, high, lowProduct, highProduct);
            }

            sum.Store(sums, channel, channels);
        }

        for (; channel < channels; channel++)
        {
            var (sum, products) = (0.0, 0.0);
            for (var i = channel; i < gradient.Length; i += channels)
            {
                sum += gradient[i];
                products += gradient[i] * (input[i] - mean[channel]);
            }

            (sums[channel], sums[channels + channel]) = (sum, products);
        }
    }

    private static int Channels(ReadOnlySpan<float> rows, Span<double> sums)
    {
        var channels = sums.Length / 2;
        Refuse(channels > 0 && sums.Length % 2 == 0 && rows.Length % channels == 0);
        return channels;
    }

    private static void Refuse(bool fits)
    {
        if (!fits)
        {
            throw new ArgumentException("The values are not whole rows of the channels that are added up.");
        }
    }

    /// <summary>Two sums of a vector of channels.</summary>
    private struct Pair
    {
        private Vector<double> low;
        private Vector<double> high;
        private Vector<double> lowSecond;
        private Vector<double> highSecond;

        public void Add(Vector<double> low, Vector<double> high, Vector<double> lowSecond, Vector<double> highSecond)
        {
            this.low += low;
            this.high += high;
            this.lowSecond += lowSecond;
            this.highSecond += highSecond;
        }

        public readonly void Store(Span<double> sums, int channel, int channels)
        {
            low.CopyTo(sums[channel..]);
            high.CopyTo(sums[(channel + Vector<double>.Count)..]);
            lowSecond.CopyTo(sums[(channels + channel)..]);
            highSecond.CopyTo(sums[(channels + channel + Vector<double>.Count)..]);
        }
    }
}
