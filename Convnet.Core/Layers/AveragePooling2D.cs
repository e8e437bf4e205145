namespace Convnet;

/// <summary>
/// The mean of each window, channel by channel.
/// <para>Shape: (h, w, c) → (⌈(h − p + 1)/s⌉, …, c) under <c>valid</c>, (⌈h/s⌉, …, c) under <c>same</c>, whose padding is left out of the count.</para>
/// <para>Formula: y = Σx/n over the n pixels of the window that lie in the image (Keras).</para>
/// <para>Errors: sizes below 1; a window that does not fit is a <see cref="ShapeException"/>.</para>
/// <para>Example: <c>new AveragePooling2D((2, 2))</c></para>
/// </summary>
/// <param name="PoolSize">Height and width of the window.</param>
public sealed record AveragePooling2D(Size2D PoolSize) : ILayer
{
    private readonly Size2D? strides;

    /// <summary>Windows of 2×2, Keras' default.</summary>
    public AveragePooling2D()
        : this(2) { }

    /// <summary>Height and width of the window, at least 1.</summary>
    public Size2D PoolSize
    {
        get;
        init => field = Check.Positive(value);
    } = Check.Positive(PoolSize);

    /// <summary>From one window to the next; the pool size unless told.</summary>
    public Size2D Strides
    {
        get => strides ?? PoolSize;
        init => strides = Check.Positive(value);
    }

    /// <summary>What happens at the border; <see cref="Padding.Valid"/> unless told.</summary>
    public Padding Padding
    {
        get;
        init => field = Check.Defined(value);
    }

    /// <inheritdoc/>
    public Shape OutputShape(Shape input) => Pooling.OutputShape(Grid(input));

    /// <inheritdoc/>
    public Tensor Forward(Parameters parameters, Tensor input, Phase phase)
    {
        var grid = Grid(input.Shape.Sample);
        var output = Tensor.Cleared(Pooling.OutputShape(grid).Batch(input.Samples));
        foreach (var window in new PoolingWindows(grid, input.Samples))
        {
            var mean = output.Writable.Slice(window.Output, grid.Channels);
            foreach (var (pixel, _) in window.Pixels)
            {
                Rows.Add(input.Values.Slice(pixel, grid.Channels), mean);
            }

            Rows.Divide(mean, window.PixelCount);
        }

        return output;
    }

    /// <inheritdoc/>
    public Differential ForwardWithPullback(Parameters parameters, Tensor input, Phase phase)
    {
        var shape = input.Shape;
        return new(
            Forward(parameters, input, phase),
            (outputGradient, wanted) => new(Spread(outputGradient, shape), Parameters.None)
        );
    }

    /// <summary>The constructor with the options that were told: <c>AveragePooling2D((2, 2))</c>.</summary>
    public override string ToString() => Construction.Text(this);

    /// <summary>The windows over such an image.</summary>
    internal WindowGrid Grid(Shape input) => Pooling.Grid(nameof(AveragePooling2D), input, PoolSize, Strides, Padding);

    private Tensor Spread(Tensor outputGradient, Shape shape)
    {
        var grid = Grid(shape.Sample);
        var inputGradient = Tensor.Cleared(shape);
        var share = Tensor.Uninitialized([grid.Channels]);
        foreach (var window in new PoolingWindows(grid, shape[0]))
        {
            outputGradient.Values.Slice(window.Output, grid.Channels).CopyTo(share.Writable);
            Rows.Divide(share.Writable, window.PixelCount);
            foreach (var (pixel, _) in window.Pixels)
            {
                Rows.Add(share.Values, inputGradient.Writable.Slice(pixel, grid.Channels));
            }
        }

        return inputGradient;
    }
}
