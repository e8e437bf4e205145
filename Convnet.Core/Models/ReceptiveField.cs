namespace Convnet;

/// <summary>The window of the input's pixels that one place of an output sees, and how it moves from place to place.</summary>
/// <remarks>
/// Formula, for one axis: a layer of windows of extent e (kernel and dilation), stride s and padding p behind a field of size r, stride j and
/// start t gives r + (e − 1)·j, s·j and t − p·j. Source: Dumoulin and Visin, "A guide to convolution arithmetic for deep learning" (2016);
/// Araujo, Norris and Sim, "Computing receptive fields of convolutional neural networks" (2019).
/// </remarks>
/// <param name="Size">Rows and columns of pixels that one place sees, padding included.</param>
/// <param name="Strides">Pixels from the field of a place to that of the next; 0 where every place sees the whole image.</param>
/// <param name="Top">The first row that the first place sees; negative where that is padding.</param>
/// <param name="Left">The first column that the first place sees; negative where that is padding.</param>
public sealed record ReceptiveField(Size2D Size, Size2D Strides, int Top, int Left)
{
    /// <summary>The rows of pixels that a row of outputs sees, from the first to behind the last; those outside the input are padding.</summary>
    public (int Start, int End) Rows(int row) => At(Top, Strides.Height, Size.Height, row);

    /// <summary>The columns of pixels that a column of outputs sees, from the first to behind the last; those outside the input are padding.</summary>
    public (int Start, int End) Columns(int column) => At(Left, Strides.Width, Size.Width, column);

    /// <summary>Rows and columns, then the stride: <c>8×8 pixels, every 2</c>; <c>all 28×28 pixels</c> where positions are lost.</summary>
    public override string ToString() =>
        Strides == default
            ? $"all {Size.Height}×{Size.Width} pixels"
            : $"{Size.Height}×{Size.Width} pixels, every {(Strides.Height == Strides.Width ? $"{Strides.Height}" : $"{Strides}")}";

    /// <summary>The field of one output of layers over images.</summary>
    /// <exception cref="ArgumentException">A layer is not the library's own, so that nothing is known of what it sees.</exception>
    internal static ReceptiveField Of(ILayer layer, Shape input) =>
        input.Count == 3
            ? Behind(new(1, 1, 0, 0), layer, input, input)
            : throw new ShapeException(
                $"Only images (height, width, channels) have receptive fields, but the model takes {input}."
            );

    private static (int Start, int End) At(int first, int stride, int size, int place) =>
        (first + (place * stride), first + (place * stride) + size);

    /// <summary>The field behind a layer, given that before it.</summary>
    private static ReceptiveField Behind(ReceptiveField before, ILayer layer, Shape shape, Shape image) =>
        layer switch
        {
            _ when before == Whole(image) => before,
            Conv2D convolution => before.Behind(convolution.Grid(shape)),
            DepthwiseConv2D convolution => before.Behind(convolution.Method(shape).Grid),
            SeparableConv2D convolution => before.Behind(convolution.Depthwise(shape).Grid),
            Conv2DTranspose convolution => before.BehindTransposed(convolution.Grid(shape)),
            MaxPooling2D pooling => before.Behind(pooling.Grid(shape)),
            AveragePooling2D pooling => before.Behind(pooling.Grid(shape)),
            ZeroPadding2D padding => before.Moved(-padding.Border.Top, -padding.Border.Left),
            Cropping2D cropping => before.Moved(cropping.Border.Top, cropping.Border.Left),
            UpSampling2D { Size: not (1, 1) } enlargement => throw new ArgumentException(
                $"{enlargement} makes several places of each pixel, so that no one window is seen by all places. "
                    + "Ask for the field of the layers before it, with Model.UpTo."
            ),
            ActivationLayer or BatchNormalization or Tap or Slice or UpSampling2D => before,
            // As in inference: what augmentations draw moves it.
            Dropout or SpatialDropout2D or IRandomWarp => before,
            LayerNormalization { Axis.Numbers: [-1 or 3] } => before,
            LayerNormalization => Whole(image),
            Dense or Flatten or Reshape or GlobalAveragePooling2D or GlobalMaxPooling2D => Whole(image),
            Frozen frozen => Behind(before, frozen.Inner, shape, image),
            Named named => Behind(before, named.Inner, shape, image),
            Repeat repeat => Enumerable
                .Range(0, repeat.Times)
                .Aggregate(before, (field, _) => Behind(field, repeat.Body, shape, image)),
            Sequential or Stack => layer
                .Parts(shape)
                .Aggregate(before, (field, part) => Behind(field, part.Layer, part.Input, image)),
            Residual residual => Union(
                Behind(before, residual.Body, shape, image),
                residual.Shortcut is null ? before : Behind(before, residual.Shortcut, shape, image),
                image
            ),
            Branches branches => branches
                .Layers.Select(branch => Behind(before, branch, shape, image))
                .Aggregate((field, other) => Union(field, other, image)),
            _ => throw new ArgumentException(
                $"{layer.GetType().Name} is not the library's own, so that nothing is known of the pixels that it sees. "
                    + "Ask for the field of the layers before it, with Model.UpTo."
            ),
        };

    private ReceptiveField Behind(WindowGrid grid) => Behind(grid, grid.Top, grid.Left);

    /// <summary>The field behind windows of which so many rows and columns lie before the first place.</summary>
    private ReceptiveField Behind(WindowGrid grid, int rowsBefore, int columnsBefore) =>
        new(
            (Extent(Size.Height, Strides.Height, grid.Rows), Extent(Size.Width, Strides.Width, grid.Columns)),
            (checked(Strides.Height * grid.Rows.Stride), checked(Strides.Width * grid.Columns.Stride)),
            checked(Top - (rowsBefore * Strides.Height)),
            checked(Left - (columnsBefore * Strides.Width))
        );

    /// <summary>The field of places that many further down and to the right.</summary>
    private ReceptiveField Moved(int rows, int columns) =>
        this with
        {
            Top = checked(Top + (rows * Strides.Height)),
            Left = checked(Left + (columns * Strides.Width)),
        };

    /// <summary>The field behind a transposed convolution: place y of it sees those from y + top − (extent − 1) to y + top.</summary>
    private ReceptiveField BehindTransposed(WindowGrid grid) =>
        (grid.Rows.Stride, grid.Columns.Stride) == (1, 1)
            ? Behind(grid, (int)grid.Rows.Extent - 1 - grid.Top, (int)grid.Columns.Extent - 1 - grid.Left)
            : throw new ArgumentException(
                $"Conv2DTranspose makes {grid.Rows.Stride}×{grid.Columns.Stride} pixels of each, so that its places move over the input by parts of a pixel. "
                    + "Ask for the field of the layers before it, with Model.UpTo."
            );

    private static int Extent(int size, int stride, Window window) =>
        checked((int)(size + ((window.Extent - 1) * stride)));

    /// <summary>All that either sees.</summary>
    private static ReceptiveField Union(ReceptiveField one, ReceptiveField other, Shape image)
    {
        if (one == Whole(image) || other == Whole(image))
        {
            return Whole(image);
        }

        if (one.Strides != other.Strides)
        {
            throw new ArgumentException(
                $"Two branches move over the input by {one.Strides} and {other.Strides} pixels a place, so that no one window is seen by all places. "
                    + "Ask for the field of each branch, as a model of its own."
            );
        }

        var (top, left) = (Math.Min(one.Top, other.Top), Math.Min(one.Left, other.Left));
        return new(
            (
                Math.Max(one.Top + one.Size.Height, other.Top + other.Size.Height) - top,
                Math.Max(one.Left + one.Size.Width, other.Left + other.Size.Width) - left
            ),
            one.Strides,
            top,
            left
        );
    }

    private static ReceptiveField Whole(Shape image) => new((image[0], image[1]), 0, 0, 0);
}
