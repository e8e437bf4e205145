namespace Convnet;

/// <summary>All windows over an image: their number along both axes and where each begins.</summary>
internal readonly record struct WindowGrid
{
    /// <summary>Windows beyond it, in their padding mostly, would take pixel numbers beyond an int.</summary>
    private const long MostExtent = int.MaxValue / 2;

    /// <summary>The windows of a layer over an image of three axes.</summary>
    /// <param name="layer">The layer's name, for the message.</param>
    /// <param name="input">(height, width, channels).</param>
    /// <param name="rows">The windows along the height.</param>
    /// <param name="columns">The windows along the width.</param>
    /// <exception cref="ShapeException">The input is not an image, or no window fits into it.</exception>
    public WindowGrid(string layer, Shape input, Window rows, Window columns)
    {
        if (input is not [var height, var width, var channels] || input.Size == 0)
        {
            throw new ShapeException(
                $"{layer} takes images of three axes (height, width, channels), but was given {input}. {WayToImages(input)}"
            );
        }

        (Rows, Columns, Height, Width, Channels) = (rows, columns, height, width, channels);
        (OutputHeight, OutputWidth) = (rows.Count(height), columns.Count(width));
        if (OutputHeight == 0 || OutputWidth == 0 || Math.Max(rows.Extent, columns.Extent) > MostExtent)
        {
            throw new ShapeException(
                $"{layer} was given {input}, into which its window of {rows.Extent}×{columns.Extent} pixels does not fit. "
                    + "Use a smaller window, Padding.Same, or less pooling before it."
            );
        }

        (Top, Left) = (rows.Before(height), columns.Before(width));
    }

    public Window Rows { get; }

    public Window Columns { get; }

    public int Height { get; }

    public int Width { get; }

    public int Channels { get; }

    /// <summary>Windows along the height.</summary>
    public int OutputHeight { get; private init; }

    /// <summary>Windows along the width.</summary>
    public int OutputWidth { get; private init; }

    /// <summary>Rows of padding above the image.</summary>
    public int Top { get; }

    /// <summary>Columns of padding left of the image.</summary>
    public int Left { get; }

    /// <summary>Windows over one image.</summary>
    public int Count => OutputHeight * OutputWidth;

    /// <summary>Values of one image.</summary>
    public int ImageSize => Height * Width * Channels;

    /// <summary>True where each window is one pixel and each pixel has its window, so that patches are the image itself.</summary>
    public bool IsPointwise =>
        Rows is { Kernel: 1, Stride: 1 }
        && Columns is { Kernel: 1, Stride: 1 }
        && OutputHeight == Height
        && OutputWidth == Width;

    /// <summary>Why there are so many windows, once where height and width are alike.</summary>
    public string Explain() =>
        Rows == Columns && Height == Width
            ? Rows.Explain(Height, $"a {Rows.Kernel}×{Columns.Kernel} window")
            : $"height {Rows.Explain(Height, $"a window of {Rows.Kernel}")}; width {Columns.Explain(Width, $"a window of {Columns.Kernel}")}";

    /// <summary>Only the first so many rows and columns of windows.</summary>
    public WindowGrid Crop(Size2D windows) =>
        this with
        {
            OutputHeight = Math.Min(OutputHeight, windows.Height),
            OutputWidth = Math.Min(OutputWidth, windows.Width),
        };

    /// <summary>The image row that row <paramref name="kernelRow"/> of window row <paramref name="outputRow"/> looks at; outside the image in the padding.</summary>
    public int Row(int outputRow, int kernelRow) => (outputRow * Rows.Stride) + (kernelRow * Rows.Dilation) - Top;

    /// <summary>The image column that a column of a window looks at; outside the image in the padding.</summary>
    public int Column(int outputColumn, int kernelColumn) =>
        (outputColumn * Columns.Stride) + (kernelColumn * Columns.Dilation) - Left;

    /// <summary>What makes an image of samples that are none.</summary>
    internal static string WayToImages(Shape input) =>
        input switch
        {
            [var rows, var columns] => $"Put a Reshape(({rows}, {columns}, 1)) before it.",
            _ => $"Put a Reshape of {input.Size:N0} values to three axes before it, or no Flatten.",
        };
}
