namespace Convnet;

/// <summary>
/// Images with their padding around them, so that each window lies whole inside: kernel row r of the window at (y, x) is a run of
/// <see cref="RunLength"/> values from <see cref="Offset"/>(y, x) + r·<see cref="RowLength"/> on. For windows without dilation.
/// </summary>
/// <param name="Grid">The windows.</param>
internal readonly record struct PaddedImages(WindowGrid Grid)
{
    /// <summary>True where there is padding, so that images must be copied first.</summary>
    public bool IsPadded => Grid.Top > 0 || Grid.Left > 0 || Height > Grid.Height || Width > Grid.Width;

    /// <summary>Rows of an image with its padding.</summary>
    public int Height =>
        Math.Max(Grid.Top + Grid.Height, Grid.Row(Grid.OutputHeight - 1, Grid.Rows.Kernel - 1) + Grid.Top + 1);

    /// <summary>Columns of an image with its padding.</summary>
    public int Width =>
        Math.Max(Grid.Left + Grid.Width, Grid.Column(Grid.OutputWidth - 1, Grid.Columns.Kernel - 1) + Grid.Left + 1);

    /// <summary>From a row of an image to the next.</summary>
    public int RowLength => Width * Grid.Channels;

    /// <summary>Values of an image.</summary>
    public int ImageSize => Height * RowLength;

    /// <summary>From a window to the next one in the same row.</summary>
    public int WindowStep => Grid.Columns.Stride * Grid.Channels;

    /// <summary>Values of one row of a window.</summary>
    public int RunLength => Grid.Columns.Kernel * Grid.Channels;

    /// <summary>Values of one window.</summary>
    public int PatchLength => Grid.Rows.Kernel * RunLength;

    /// <summary>Where the window at (y, x) begins within its image.</summary>
    public int Offset(int y, int x) => (y * Grid.Rows.Stride * RowLength) + (x * WindowStep);

    /// <summary>The images with zeros around them; the images themselves where there is no padding.</summary>
    public Tensor Pad(Tensor images)
    {
        if (!IsPadded)
        {
            return images;
        }

        var padded = Tensor.Cleared([images.Samples, Height, Width, Grid.Channels]);
        for (var row = 0; row < images.Samples * Grid.Height; row++)
        {
            var length = Grid.Width * Grid.Channels;
            images.Values.Slice(row * length, length).CopyTo(padded.Writable[Start(row)..]);
        }

        return padded;
    }

    /// <summary>The images without what stands around them.</summary>
    public Tensor Unpad(Tensor padded)
    {
        if (!IsPadded)
        {
            return padded;
        }

        var images = Tensor.Uninitialized([padded.Samples, Grid.Height, Grid.Width, Grid.Channels]);
        for (var row = 0; row < images.Samples * Grid.Height; row++)
        {
            var length = Grid.Width * Grid.Channels;
            padded.Values.Slice(Start(row), length).CopyTo(images.Writable[(row * length)..]);
        }

        return images;
    }

    /// <summary>Where a row of an image begins, the rows of all images counted one after another.</summary>
    private int Start(int row)
    {
        var (sample, y) = Math.DivRem(row, Grid.Height);
        return (sample * ImageSize) + ((Grid.Top + y) * RowLength) + (Grid.Left * Grid.Channels);
    }
}
