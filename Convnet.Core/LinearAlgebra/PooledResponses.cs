using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

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
        var output = 0;
        for (var row = 0; row < samples * grid.OutputHeight; row++)
        {
            var (sample, y) = Math.DivRem(row, grid.OutputHeight);
            var isInside = y >= rows.Start && y < rows.End;
            var first = ((((sample * grid.Height) + grid.Row(y, 0)) * grid.Width) + grid.Column(0, 0)) * channels;
            for (var x = 0; x < outputWidth; x++, output += channels, first += stride)
            {
                var pixels = isInside && x >= columns.Start && x < columns.End ? whole : Inside(grid, y, x, whole, cut);
                Pool(pixels, first, channels, responses, bias, isRelu, values[output..], winners[output..]);
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
        var isFour = pixels is [{ Place: 0 }, { Place: 1 }, { Place: 2 }, { Place: 3 }];
        var (second, third, fourth) = isFour
            ? ((nuint)pixels[1].Start, (nuint)pixels[2].Start, (nuint)pixels[3].Start)
            : default;
        var channel = 0;
        for (; channel <= channels - Vector<float>.Count; channel += Vector<float>.Count)
        {
            var added = bias.IsEmpty ? Vector<float>.Zero : new Vector<float>(bias[channel..]);
            var best = Vector.LoadUnsafe(ref source, (nuint)(pixels[0].Start + channel)) + added;
            var winner = new Vector<int>(pixels[0].Place);
            if (isFour)
            {
                // The usual window of 2×2 without a loop.
                var rival = Vector.LoadUnsafe(ref source, second + (nuint)channel) + added;
                (best, winner) = Larger(rival, 1, best, winner);
                rival = Vector.LoadUnsafe(ref source, third + (nuint)channel) + added;
                (best, winner) = Larger(rival, 2, best, winner);
                rival = Vector.LoadUnsafe(ref source, fourth + (nuint)channel) + added;
                (best, winner) = Larger(rival, 3, best, winner);
            }
            else
            {
                for (var i = 1; i < pixels.Length; i++)
                {
                    var rival = Vector.LoadUnsafe(ref source, (nuint)(pixels[i].Start + channel)) + added;
                    (best, winner) = Larger(rival, pixels[i].Place, best, winner);
                }
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

    /// <summary>A larger value wins, and so does NaN, which must not vanish.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Vector<float> Best, Vector<int> Winner) Larger(
        Vector<float> rival,
        int place,
        Vector<float> best,
        Vector<int> winner
    )
    {
        var wins = Vector.GreaterThan(rival, best) | ~Vector.Equals(rival, rival);
        return (
            Vector.ConditionalSelect(wins, rival, best),
            Vector.ConditionalSelect(wins, new Vector<int>(place), winner)
        );
    }

    /// <summary>A pixel of a window: where its channels begin, counted from those of the first, and the number of its place.</summary>
    private readonly record struct Pixel(int Start, int Place);
}
