namespace Convnet;

/// <summary>
/// Lowers convolution to a matrix product (Chellapilla et al. 2006): each window becomes a row of a matrix, so that patches times kernel,
/// (windows, kh·kw·c)·(kh·kw·c, filters), is the convolution; and the transpose of that, which adds rows back into the image.
/// </summary>
/// <remarks>A patch is kh runs of kw·c values; where a window lies whole in the image, each is one run of the image's memory, too.</remarks>
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
        var (imageRow, patchRow) = (grid.Width * grid.Channels, grid.OutputWidth * PatchLength(grid, channels));
        for (int image = 0, to = 0; image < images.Length; image += grid.ImageSize)
        {
            for (var y = 0; y < grid.OutputHeight; y++, to += patchRow)
            {
                for (var i = 0; i < grid.Rows.Kernel; i++)
                {
                    var row = grid.Row(y, i);
                    var isInside = (uint)row < (uint)grid.Height;
                    var from = isInside ? images.Slice(image + (row * imageRow), imageRow) : [];
                    GatherRow(
                        grid,
                        from,
                        patches.Slice(to, patchRow)[(i * RunLength(grid, channels))..],
                        firstChannel,
                        channels
                    );
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
        var (imageRow, patchRow) = (grid.Width * grid.Channels, grid.OutputWidth * PatchLength(grid, channels));
        for (int image = 0, from = 0; image < images.Length; image += grid.ImageSize)
        {
            for (var y = 0; y < grid.OutputHeight; y++, from += patchRow)
            {
                for (var i = 0; i < grid.Rows.Kernel; i++)
                {
                    var row = grid.Row(y, i);
                    if ((uint)row < (uint)grid.Height)
                    {
                        var runs = patches.Slice(from, patchRow)[(i * RunLength(grid, channels))..];
                        ScatterRow(
                            grid,
                            runs,
                            images.Slice(image + (row * imageRow), imageRow),
                            firstChannel,
                            channels
                        );
                    }
                }
            }
        }
    }

    private static int RunLength(WindowGrid grid, int channels) => grid.Columns.Kernel * channels;

    private static int PatchLength(WindowGrid grid, int channels) => grid.Rows.Kernel * RunLength(grid, channels);

    /// <summary>One run of each patch in a row of windows; an image row of no length is one of the padding.</summary>
    private static void GatherRow(
        WindowGrid grid,
        ReadOnlySpan<float> imageRow,
        Span<float> patches,
        int firstChannel,
        int channels
    )
    {
        var (runLength, patchLength) = (RunLength(grid, channels), PatchLength(grid, channels));
        var (start, end) = imageRow.IsEmpty ? (0, 0) : WholeRuns(grid, channels);
        if (start < end)
        {
            var from = imageRow[(grid.Column(start, 0) * channels)..];
            Runs.Copy(
                from,
                grid.Columns.Stride * channels,
                patches[(start * patchLength)..],
                patchLength,
                end - start,
                runLength
            );
        }

        for (var x = 0; x < grid.OutputWidth; x++)
        {
            if (x < start || x >= end)
            {
                GatherPixels(grid, imageRow, patches.Slice(x * patchLength, runLength), x, firstChannel, channels);
            }
        }
    }

    private static void GatherPixels(
        WindowGrid grid,
        ReadOnlySpan<float> imageRow,
        Span<float> run,
        int x,
        int firstChannel,
        int channels
    )
    {
        for (var j = 0; j < grid.Columns.Kernel; j++)
        {
            var column = grid.Column(x, j);
            var pixel = run.Slice(j * channels, channels);
            if (!imageRow.IsEmpty && (uint)column < (uint)grid.Width)
            {
                imageRow.Slice((column * grid.Channels) + firstChannel, channels).CopyTo(pixel);
            }
            else
            {
                pixel.Clear();
            }
        }
    }

    private static void ScatterRow(
        WindowGrid grid,
        ReadOnlySpan<float> patches,
        Span<float> imageRow,
        int firstChannel,
        int channels
    )
    {
        var (runLength, patchLength) = (RunLength(grid, channels), PatchLength(grid, channels));
        var (start, end) = WholeRuns(grid, channels);
        if (start < end)
        {
            var to = imageRow[(grid.Column(start, 0) * channels)..];
            Runs.Add(
                patches[(start * patchLength)..],
                patchLength,
                to,
                grid.Columns.Stride * channels,
                end - start,
                runLength
            );
        }

        for (var x = 0; x < grid.OutputWidth; x++)
        {
            if (x < start || x >= end)
            {
                ScatterPixels(grid, patches.Slice(x * patchLength, runLength), imageRow, x, firstChannel, channels);
            }
        }
    }

    private static void ScatterPixels(
        WindowGrid grid,
        ReadOnlySpan<float> run,
        Span<float> imageRow,
        int x,
        int firstChannel,
        int channels
    )
    {
        for (var j = 0; j < grid.Columns.Kernel; j++)
        {
            var column = grid.Column(x, j);
            if ((uint)column < (uint)grid.Width)
            {
                var pixel = imageRow.Slice((column * grid.Channels) + firstChannel, channels);
                Rows.Add(run.Slice(j * channels, channels), pixel);
            }
        }
    }

    /// <summary>The windows, from start to end, whose runs are runs of the image's memory: whole in the image, all channels, no gaps.</summary>
    private static (int Start, int End) WholeRuns(WindowGrid grid, int channels) =>
        grid.Columns.Dilation == 1 && channels == grid.Channels ? grid.WholeColumns : (0, 0);
}
