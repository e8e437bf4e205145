namespace Convnet;

/// <summary>
/// Lowers convolution to a matrix product (Chellapilla et al. 2006): each window becomes a row of a matrix, so that patches times kernel,
/// (windows, kh·kw·c)·(kh·kw·c, filters), is the convolution; and the transpose of that, which adds rows back into the image.
/// </summary>
internal static class Im2Col
{
    /// <summary>The patches of a batch of images.</summary>
    /// <param name="grid">The windows.</param>
    /// <param name="images">(samples, height, width, channels).</param>
    /// <param name="patches">(samples·windows, kh·kw·<paramref name="channels"/>), written whole; padding becomes 0.</param>
    /// <param name="firstChannel">The first channel of the group.</param>
    /// <param name="channels">Channels of the group.</param>
    public static void Gather(
        WindowGrid grid,
        ReadOnlySpan<float> images,
        Span<float> patches,
        int firstChannel,
        int channels
    )
    {
        var (kernelRows, kernelColumns) = (grid.Rows.Kernel, grid.Columns.Kernel);
        var rowLength = kernelColumns * channels;
        var patchLength = kernelRows * rowLength;
        for (int start = 0, to = 0; start < images.Length; start += grid.ImageSize)
        {
            var image = images.Slice(start, grid.ImageSize);
            for (var y = 0; y < grid.OutputHeight; y++)
            {
                for (var x = 0; x < grid.OutputWidth; x++, to += patchLength)
                {
                    for (var i = 0; i < kernelRows; i++)
                    {
                        GatherRow(
                            grid,
                            image,
                            patches.Slice(to + (i * rowLength), rowLength),
                            grid.Row(y, i),
                            x,
                            firstChannel,
                            channels
                        );
                    }
                }
            }
        }
    }

    /// <summary>Adds the rows of <paramref name="patches"/> to the pixels that they came from.</summary>
    public static void ScatterAdd(
        WindowGrid grid,
        ReadOnlySpan<float> patches,
        Span<float> images,
        int firstChannel,
        int channels
    )
    {
        var (kernelRows, kernelColumns) = (grid.Rows.Kernel, grid.Columns.Kernel);
        var rowLength = kernelColumns * channels;
        var patchLength = kernelRows * rowLength;
        for (int start = 0, from = 0; start < images.Length; start += grid.ImageSize)
        {
            var image = images.Slice(start, grid.ImageSize);
            for (var y = 0; y < grid.OutputHeight; y++)
            {
                for (var x = 0; x < grid.OutputWidth; x++, from += patchLength)
                {
                    for (var i = 0; i < kernelRows; i++)
                    {
                        ScatterRow(
                            grid,
                            patches.Slice(from + (i * rowLength), rowLength),
                            image,
                            grid.Row(y, i),
                            x,
                            firstChannel,
                            channels
                        );
                    }
                }
            }
        }
    }

    private static void GatherRow(
        WindowGrid grid,
        ReadOnlySpan<float> image,
        Span<float> to,
        int row,
        int x,
        int firstChannel,
        int channels
    )
    {
        if ((uint)row >= (uint)grid.Height)
        {
            to.Clear();
            return;
        }

        if (IsOneRun(grid, x, channels, out var first))
        {
            Copy(image.Slice(((row * grid.Width) + first) * channels, to.Length), to);
            return;
        }

        for (var j = 0; j < grid.Columns.Kernel; j++)
        {
            var column = grid.Column(x, j);
            var pixel = to.Slice(j * channels, channels);
            if ((uint)column < (uint)grid.Width)
            {
                image.Slice((((row * grid.Width) + column) * grid.Channels) + firstChannel, channels).CopyTo(pixel);
            }
            else
            {
                pixel.Clear();
            }
        }
    }

    private static void ScatterRow(
        WindowGrid grid,
        ReadOnlySpan<float> from,
        Span<float> image,
        int row,
        int x,
        int firstChannel,
        int channels
    )
    {
        if ((uint)row >= (uint)grid.Height)
        {
            return;
        }

        if (IsOneRun(grid, x, channels, out var first))
        {
            Rows.Add(from, image.Slice(((row * grid.Width) + first) * channels, from.Length));
            return;
        }

        for (var j = 0; j < grid.Columns.Kernel; j++)
        {
            var column = grid.Column(x, j);
            if ((uint)column < (uint)grid.Width)
            {
                var pixel = image.Slice((((row * grid.Width) + column) * grid.Channels) + firstChannel, channels);
                Rows.Add(from.Slice(j * channels, channels), pixel);
            }
        }
    }

    /// <summary>True where a row of the window lies whole in the image, as one run of memory.</summary>
    private static bool IsOneRun(WindowGrid grid, int x, int channels, out int first)
    {
        first = grid.Column(x, 0);
        return grid.Columns.Dilation == 1
            && channels == grid.Channels
            && first >= 0
            && first + grid.Columns.Kernel <= grid.Width;
    }

    private static void Copy(ReadOnlySpan<float> from, Span<float> to)
    {
        if (to.Length > 8)
        {
            from.CopyTo(to);
            return;
        }

        // A call of memmove costs more than the few floats of a narrow image's row.
        for (var i = 0; i < to.Length; i++)
        {
            to[i] = from[i];
        }
    }
}
