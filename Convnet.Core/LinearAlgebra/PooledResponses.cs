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
    /// <param name="winners">The same, or empty where no gradient will be asked for.</param>
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
            || (winners.Length != 0 && winners.Length != values.Length)
            || (bias.Length != 0 && bias.Length != grid.Channels)
        )
        {
            throw new ArgumentException(
                "The pooled values, winners and biases are not as many as the windows and channels say."
            );
        }

        var area = grid.Rows.Kernel * grid.Columns.Kernel;
        Span<Pixel> whole = area <= 64 ? stackalloc Pixel[area] : new Pixel[area];
        Span<Pixel> cut = area <= 64 ? stackalloc Pixel[area] : new Pixel[area];
        for (var place = 0; place < area; place++)
        {
            var (row, column) = Math.DivRem(place, grid.Columns.Kernel);
            whole[place] = new(((row * grid.Width) + column) * grid.Channels, place);
        }

        // Windows from start to end lie whole inside; those at the border look at fewer pixels.
        var (rows, columns) = (grid.WholeRows, grid.WholeColumns);
        var (outputWidth, channels, stride) = (grid.OutputWidth, grid.Channels, grid.Columns.Stride * grid.Channels);
        var width = WidthFor(whole, channels);
        var output = 0;
        for (var row = 0; row < samples * grid.OutputHeight; row++)
        {
            var (sample, y) = Math.DivRem(row, grid.OutputHeight);
            var isInside = y >= rows.Start && y < rows.End;
            var first = ((((sample * grid.Height) + grid.Row(y, 0)) * grid.Width) + grid.Column(0, 0)) * channels;
            for (var x = 0; x < outputWidth; )
            {
                var isWhole = isInside && x >= columns.Start && x < columns.End;
                var windows = isWhole && width > 0 ? columns.End - x : 1;
                if (isWhole && width > 0)
                {
                    // All reads and writes lie inside: the lengths were compared with those of the windows.
                    Pool(
                        width,
                        new(windows, stride, channels, whole[1].Start, whole[2].Start, whole[3].Start),
                        responses[first..],
                        bias,
                        isRelu,
                        values[output..],
                        winners.IsEmpty ? winners : winners[output..]
                    );
                }
                else
                {
                    var pixels = isWhole ? whole : Inside(grid, y, x, whole, cut);
                    var places = winners.IsEmpty ? winners : winners[output..];
                    Pool(pixels, first, channels, responses, bias, isRelu, values[output..], places);
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
            if (!winners.IsEmpty)
            {
                winner.StoreUnsafe(ref place, (nuint)channel);
            }
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

            var isDead = isRelu && best <= 0;
            values[channel] = isDead ? 0 : best;
            if (!winners.IsEmpty)
            {
                winners[channel] = isDead ? Dead : winner;
            }
        }
    }

    /// <summary>The width in which the channels of a usual window fill vectors; 0 for other windows and channels.</summary>
    private static int WidthFor(ReadOnlySpan<Pixel> pixels, int channels)
    {
        for (var i = 0; pixels.Length == 4 && i < SimdKernel.Widths.Count; i++)
        {
            if (channels % (SimdKernel.Widths[i] / (8 * sizeof(float))) == 0)
            {
                return SimdKernel.Widths[i];
            }
        }

        return 0;
    }

    private static unsafe void Pool(
        int width,
        in FourPixels windows,
        ReadOnlySpan<float> source,
        ReadOnlySpan<float> bias,
        bool isRelu,
        Span<float> values,
        Span<int> winners
    )
    {
        fixed (
            float* from = source,
                added = bias,
                to = values
        )
        fixed (int* places = winners)
        {
            switch (width)
            {
                case 512:
                    windows.Pool<Width512<float>, Vector512<float>>(from, added, isRelu, to, places);
                    break;
                case 256:
                    windows.Pool<Width256<float>, Vector256<float>>(from, added, isRelu, to, places);
                    break;
                default:
                    windows.Pool<Width128<float>, Vector128<float>>(from, added, isRelu, to, places);
                    break;
            }
        }
    }

    /// <summary>A pixel of a window: where its channels begin, counted from those of the first, and the number of its place.</summary>
    private readonly record struct Pixel(int Start, int Place);
}
