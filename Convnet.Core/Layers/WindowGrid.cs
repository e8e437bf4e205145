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
        (Rows, Columns) = (rows, columns);
        (Height, Width, Channels) = ImageShape.Extents(layer, input);
        (OutputHeight, OutputWidth) = (rows.Count(Height), columns.Count(Width));
        if (OutputHeight == 0 || OutputWidth == 0 || Math.Max(rows.Extent, columns.Extent) > MostExtent)
        {
            throw new ShapeException(
                $"{layer} was given {input}, into which its window of {rows.Extent}×{columns.Extent} pixels does not fit. "
                    + "Use a smaller window, Padding.Same, or less pooling before it."
            );
        }

        (Top, Left) = (rows.Before(Height), columns.Before(Width));
    }

    private WindowGrid(Window rows, Window columns, Size2D windows, Size2D image, int channels)
    {
        (Rows, Columns, Height, Width, Channels) = (rows, columns, image.Height, image.Width, channels);
        (OutputHeight, OutputWidth) = (windows.Height, windows.Width);
        (Top, Left) = (rows.Before(Height, OutputHeight), columns.Before(Width, OutputWidth));
    }

    /// <summary>The windows over the output of a transposed convolution: one for each pixel of its input.</summary>
    /// <param name="layer">The layer's name, for the message.</param>
    /// <param name="input">(height, width, channels).</param>
    /// <param name="rows">The windows along the height.</param>
    /// <param name="columns">The windows along the width.</param>
    /// <param name="beyond">Rows and columns of output beyond the least; see <see cref="Window.Spread"/>.</param>
    /// <param name="filters">The channels of the output.</param>
    /// <exception cref="ShapeException">The input is not an image, or the output would be none.</exception>
    public static WindowGrid Transposed(
        string layer,
        Shape input,
        Window rows,
        Window columns,
        Size2D beyond,
        int filters
    )
    {
        var image = ImageShape.Extents(layer, input);
        var (height, width) = (rows.Spread(image.Height, beyond.Height), columns.Spread(image.Width, beyond.Width));
        var most = Math.Max(Math.Max(height, width), Math.Max(rows.Extent, columns.Extent));
        return Math.Min(height, width) > 0 && most <= MostExtent
            ? new(rows, columns, (image.Height, image.Width), ((int)height, (int)width), filters)
            : throw new ShapeException(
                $"{layer} was given {input}, of which windows of {rows.Extent}×{columns.Extent} would make {height}×{width} pixels. "
                    + $"Use a kernel, strides and an output padding that make 1 to {MostExtent:N0} along each side."
            );
    }

    public Window Rows { get; }

    public Window Columns { get; }

    public int Height { get; }

    public int Width { get; }

    public int Channels { get; private init; }

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

    /// <summary>The rows of windows, from start to end, that lie whole inside the image.</summary>
    public (int Start, int End) WholeRows => Rows.Whole(Height, OutputHeight, Top);

    /// <summary>The columns of windows, from start to end, that lie whole inside the image.</summary>
    public (int Start, int End) WholeColumns => Columns.Whole(Width, OutputWidth, Left);

    /// <summary>Why there are so many windows, once where height and width are alike.</summary>
    public string Explain() =>
        Rows == Columns && Height == Width
            ? Rows.Explain(Height, $"a {Rows.Kernel}×{Columns.Kernel} window")
            : $"height {Rows.Explain(Height, $"a window of {Rows.Kernel}")}; width {Columns.Explain(Width, $"a window of {Columns.Kernel}")}";

    /// <summary>Why a transposed convolution's output is so large, once where height and width are alike.</summary>
    public string ExplainTransposed(Size2D beyond) =>
        Rows == Columns && (OutputHeight, beyond.Height) == (OutputWidth, beyond.Width)
            ? Rows.ExplainSpread(OutputHeight, beyond.Height)
            : $"height {Rows.ExplainSpread(OutputHeight, beyond.Height)}; width {Columns.ExplainSpread(OutputWidth, beyond.Width)}";

    /// <summary>Only the first so many rows and columns of windows.</summary>
    public WindowGrid Crop(Size2D windows) =>
        this with
        {
            OutputHeight = Math.Min(OutputHeight, windows.Height),
            OutputWidth = Math.Min(OutputWidth, windows.Width),
        };

    /// <summary>The same windows over as large an image of other channels.</summary>
    public WindowGrid WithChannels(int channels) => this with { Channels = channels };

    /// <summary>The image row that row <paramref name="kernelRow"/> of window row <paramref name="outputRow"/> looks at; outside the image in the padding.</summary>
    public int Row(int outputRow, int kernelRow) => (outputRow * Rows.Stride) + (kernelRow * Rows.Dilation) - Top;

    /// <summary>The image column that a column of a window looks at; outside the image in the padding.</summary>
    public int Column(int outputColumn, int kernelColumn) =>
        (outputColumn * Columns.Stride) + (kernelColumn * Columns.Dilation) - Left;

    /// <summary>Strides that go together with a dilation.</summary>
    /// <exception cref="ArgumentException">Both are above 1.</exception>
    internal static Size2D Undilated(Size2D strides, Size2D dilation) =>
        (strides.Height > 1 || strides.Width > 1) && (dilation.Height > 1 || dilation.Width > 1)
            ? throw new ArgumentException(
                $"Strides is {strides} and Dilation is {dilation}, but one of them must be (1, 1), as in Keras.",
                nameof(strides)
            )
            : strides;
}
