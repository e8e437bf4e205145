namespace Convnet;

/// <summary>
/// An image with each pixel made several: larger, with nothing new in it.
/// <para>Shape: (h, w, c) → (h·rows, w·columns, c).</para>
/// <para>
/// Formula: nearest: y[i, j] = x[⌊i/rows⌋, ⌊j/columns⌋]. Bilinear: y[i, j] is x at row (i + ½)/rows − ½ and column (j + ½)/columns − ½,
/// linear between the pixels around; the outermost pixels go on beyond their centers (Keras).
/// </para>
/// <para>Errors: sizes below 1; a sample that is not an image is a <see cref="ShapeException"/>.</para>
/// <para>Example: <c>new UpSampling2D((2, 2)) { Interpolation = Interpolation.Bilinear }</c></para>
/// </summary>
/// <param name="Size">How many rows and columns each pixel becomes.</param>
public sealed record UpSampling2D(Size2D Size) : ILayer
{
    /// <summary>Twice as high and wide, Keras' default.</summary>
    public UpSampling2D()
        : this(2) { }

    /// <summary>How many rows and columns each pixel becomes, at least 1.</summary>
    public Size2D Size
    {
        get;
        init => field = Check.Positive(value);
    } = Check.Positive(Size);

    /// <summary>What stands between the pixels; <see cref="Interpolation.Nearest"/> unless told.</summary>
    public Interpolation Interpolation
    {
        get;
        init => field = Check.Defined(value);
    }

    /// <inheritdoc/>
    public Shape OutputShape(Shape input)
    {
        var (height, width, _) = ImageShape.Extents(nameof(UpSampling2D), input);
        return ImageShape.Of(nameof(UpSampling2D), input, (long)height * Size.Height, (long)width * Size.Width);
    }

    /// <inheritdoc/>
    public Tensor Forward(Parameters parameters, Tensor input, Phase phase)
    {
        var output = Tensor.Uninitialized(OutputShape(input.Shape.Sample).Batch(input.Samples));
        var (enlargement, from, to) = (Enlargement(input.Shape), input.Shape.SampleSize, output.Shape.SampleSize);
        for (var sample = 0; sample < input.Samples; sample++)
        {
            enlargement.Forward(input.Values.Slice(sample * from, from), output.Writable.Slice(sample * to, to));
        }

        return output;
    }

    /// <inheritdoc/>
    public Differential ForwardWithPullback(Parameters parameters, Tensor input, Phase phase)
    {
        var shape = input.Shape;
        return new(
            Forward(parameters, input, phase),
            (outputGradient, wanted) => new(Backward(outputGradient, shape), Parameters.None)
        );
    }

    /// <summary>The constructor with the options that were told: <c>UpSampling2D((2, 2))</c>.</summary>
    public override string ToString() => Construction.Text(this);

    private Tensor Backward(Tensor outputGradient, Shape shape)
    {
        var inputGradient = Tensor.Cleared(shape);
        var (enlargement, from, to) = (Enlargement(shape), outputGradient.Shape.SampleSize, shape.SampleSize);
        for (var sample = 0; sample < shape[0]; sample++)
        {
            enlargement.Backward(
                outputGradient.Values.Slice(sample * from, from),
                inputGradient.Writable.Slice(sample * to, to)
            );
        }

        return inputGradient;
    }

    private IEnlargement Enlargement(Shape images) =>
        Interpolation == Interpolation.Nearest
            ? new NearestEnlargement(images[1], images[2], images[3], Size)
            : new BilinearEnlargement(images[1], images[2], images[3], Size);
}
