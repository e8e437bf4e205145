using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Convnet;

/// <summary>Bias, the largest value of each pooling window, relu, and which place won, in one pass over the responses of a convolution.</summary>
internal static class PooledResponses
{
    /// <summary>The number that stands for no winner: relu made 0 of the window, which passes no gradient.</summary>
    public const int Dead = -1;

    /// <summary>For each pooling window and channel its value, and the number of the place in the window that won.</summary>
    /// <param name="grid">The pooling windows over the responses.</param>
    /// <param name="responses">(samples, rows, columns, channels).</param>
    /// <param name="bias">One value a channel, or empty.</param>
    /// <param name="isRelu">Whether negative values become 0, and their window dead.</param>
    /// <param name="values">(samples, windows, channels).</param>
    /// <param name="winners">The same.</param>
    public static void Pool(
        WindowGrid grid,
        ReadOnlySpan<float> responses,
        ReadOnlySpan<float> bias,
        bool isRelu,
        Span<float> values,
        Span<int> winners
    )
    {
        var samples = responses.Length / grid.ImageSize;
        if (
            values.Length != samples * grid.Count * grid.Channels
            || winners.Length != values.Length
            || (bias.Length != 0 && bias.Length != grid.Channels)
        )
        {
            throw new ArgumentException(
                "The pooled values, winners and biases are not as many as the windows and channels say."
            );
        }

        var places = grid.Rows.Kernel * grid.Columns.Kernel;
        Span<Pixel> whole = places <= 64 ? stackalloc Pixel[places] : new Pixel[places];
        Span<Pixel> cut = places <= 64 ? stackalloc Pixel[places] : new Pixel[places];
        for (var place = 0; place < places; place++)
        {
            var (row, column) = Math.DivRem(place, grid.Columns.Kernel);
            whole[place] = new(((row * grid.Width) + column) * grid.Channels, place);
        }

        // Windows from start to end lie whole inside; those at the border look at fewer pixels.
        var (rows, columns) = (grid.Rows.Whole(grid.Height), grid.Columns.Whole(grid.Width));
        var (outputWidth, channels, stride) = (grid.OutputWidth, grid.Channels, grid.Columns.Stride * grid.Channels);
        // All reads and writes lie inside: the lengths were compared with those of the windows.
        ref var source = ref MemoryMarshal.GetReference(responses);
        ref var value = ref MemoryMarshal.GetReference(values);
        ref var winner = ref MemoryMarshal.GetReference(winners);
        var output = 0;
        for (var row = 0; row < samples * grid.OutputHeight; row++)
        {
            var (sample, y) = Math.DivRem(row, grid.OutputHeight);
            var isInside = y >= rows.Start && y < rows.End;
            var first = ((((sample * grid.Height) + grid.Row(y, 0)) * grid.Width) + grid.Column(0, 0)) * channels;
            for (var x = 0; x < outputWidth; )
            {
                var isWhole = isInside && x >= columns.Start && x < columns.End;
                var windows = isWhole && FourPixels.Fit(whole, channels) ? columns.End - x : 1;
                if (windows > 1)
                {
                    FourPixels.Pool(
                        whole,
                        (windows, stride, channels),
                        ref Unsafe.Add(ref source, first),
                        bias,
                        isRelu,
                        ref Unsafe.Add(ref value, output),
                        ref Unsafe.Add(ref winner, output)
                    );
                }
                else
                {
                    var pixels = isWhole ? whole : Inside(grid, y, x, whole, cut);
                    Pool(pixels, first, channels, responses, bias, isRelu, values[output..], winners[output..]);
                }

                (x, output, first) = (x + windows, output + (windows * channels), first + (windows * stride));
            }
        }
    }

    /// <summary>The pixels of a window that lie in the image.</summary>
    private static ReadOnlySpan<Pixel> Inside(
        in WindowGrid grid,
        int y,
        int x,
        ReadOnlySpan<Pixel> whole,
        Span<Pixel> cut
    )
    {
        var (top, left, count) = (grid.Row(y, 0), grid.Column(x, 0), 0);
        foreach (var pixel in whole)
        {
            var (row, column) = Math.DivRem(pixel.Place, grid.Columns.Kernel);
            if ((uint)(top + row) < (uint)grid.Height && (uint)(left + column) < (uint)grid.Width)
            {
                cut[count++] = pixel;
            }
        }

        return cut[..count];
    }

    private static void Pool(
        ReadOnlySpan<Pixel> pixels,
        int first,
        int channels,
        ReadOnlySpan<float> responses,
        ReadOnlySpan<float> bias,
        bool isRelu,
        Span<float> values,
        Span<int> winners
    )
    {
        // All reads and writes lie inside: the caller compared the lengths with those of the windows.
        ref var source = ref Unsafe.Add(ref MemoryMarshal.GetReference(responses), first);
        ref var value = ref MemoryMarshal.GetReference(values);
        ref var place = ref MemoryMarshal.GetReference(winners);
        var channel = 0;
        for (; channel <= channels - Vector<float>.Count; channel += Vector<float>.Count)
        {
            var added = bias.IsEmpty ? Vector<float>.Zero : new Vector<float>(bias[channel..]);
            var best = Vector.LoadUnsafe(ref source, (nuint)(pixels[0].Start + channel)) + added;
            var winner = new Vector<int>(pixels[0].Place);
            for (var i = 1; i < pixels.Length; i++)
            {
                var rival = Vector.LoadUnsafe(ref source, (nuint)(pixels[i].Start + channel)) + added;
                // A larger value wins, and so does NaN, which must not vanish.
                var wins = Vector.GreaterThan(rival, best) | ~Vector.Equals(rival, rival);
                best = Vector.ConditionalSelect(wins, rival, best);
                winner = Vector.ConditionalSelect(wins, new Vector<int>(pixels[i].Place), winner);
            }

            if (isRelu)
            {
                var isDead = Vector.LessThanOrEqual(best, Vector<float>.Zero);
                best = Vector.ConditionalSelect(isDead, Vector<float>.Zero, best);
                winner = Vector.ConditionalSelect(isDead, new Vector<int>(Dead), winner);
            }

            best.StoreUnsafe(ref value, (nuint)channel);
            winner.StoreUnsafe(ref place, (nuint)channel);
        }

        for (; channel < channels; channel++)
        {
            var added = bias.IsEmpty ? 0 : bias[channel];
            var (best, winner) = (responses[first + pixels[0].Start + channel] + added, pixels[0].Place);
            for (var i = 1; i < pixels.Length; i++)
            {
                var rival = responses[first + pixels[i].Start + channel] + added;
                (best, winner) = rival > best || float.IsNaN(rival) ? (rival, pixels[i].Place) : (best, winner);
            }

            (values[channel], winners[channel]) = isRelu && best <= 0 ? (0, Dead) : (best, winner);
        }
    }

    /// <summary>The usual window, 2×2 and whole, without a loop, for channels that fill the widest vectors.</summary>
    private static class FourPixels
    {
        /// <summary>True for such windows and channels.</summary>
        public static bool Fit(ReadOnlySpan<Pixel> pixels, int channels) =>
            Vector512.IsHardwareAccelerated && pixels.Length == 4 && channels % Vector512<float>.Count == 0;

        /// <summary>Pools windows beside each other.</summary>
        public static void Pool(
            ReadOnlySpan<Pixel> pixels,
            (int Windows, int Stride, int Channels) row,
            ref float source,
            ReadOnlySpan<float> bias,
            bool isRelu,
            ref float values,
            ref int winners
        )
        {
            var (second, third, fourth) = ((nuint)pixels[1].Start, (nuint)pixels[2].Start, (nuint)pixels[3].Start);
            for (var window = 0; window < row.Windows; window++)
            {
                for (var channel = 0; channel < row.Channels; channel += Vector512<float>.Count)
                {
                    ref var pixel = ref Unsafe.Add(ref source, channel);
                    var added = bias.IsEmpty ? default : Vector512.Create(bias[channel..]);
                    var (best, winner) = (Vector512.LoadUnsafe(ref pixel) + added, default(Vector512<int>));
                    Compete(Vector512.LoadUnsafe(ref pixel, second) + added, 1, ref best, ref winner);
                    Compete(Vector512.LoadUnsafe(ref pixel, third) + added, 2, ref best, ref winner);
                    Compete(Vector512.LoadUnsafe(ref pixel, fourth) + added, 3, ref best, ref winner);
                    if (isRelu)
                    {
                        var isDead = Vector512.LessThanOrEqual(best, default);
                        best = Vector512.ConditionalSelect(isDead, default, best);
                        winner = Vector512.ConditionalSelect(isDead.AsInt32(), Vector512.Create(Dead), winner);
                    }

                    best.StoreUnsafe(ref values, (nuint)channel);
                    winner.StoreUnsafe(ref winners, (nuint)channel);
                }

                source = ref Unsafe.Add(ref source, row.Stride);
                values = ref Unsafe.Add(ref values, row.Channels);
                winners = ref Unsafe.Add(ref winners, row.Channels);
            }
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static void Compete(
            Vector512<float> rival,
            int place,
            ref Vector512<float> best,
            ref Vector512<int> winner
        )
        {
            var wins = Vector512.GreaterThan(rival, best) | ~Vector512.Equals(rival, rival);
            best = Vector512.ConditionalSelect(wins, rival, best);
            winner = Vector512.ConditionalSelect(wins.AsInt32(), Vector512.Create(place), winner);
        }
    }

    /// <summary>A pixel of a window: where its channels begin, counted from those of the first, and the number of its place.</summary>
    private readonly record struct Pixel(int Start, int Place);
}
