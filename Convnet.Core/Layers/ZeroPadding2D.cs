namespace Convnet;

/// <summary>
/// Rows and columns of zeros around an image.
/// <para>Shape: (h, w, c) → (top + h + bottom, left + w + right, c).</para>
/// <para>Formula: y[top + i, left + j] = x[i, j], and 0 elsewhere (Keras).</para>
/// <para>Errors: negative numbers; a sample that is not an image is a <see cref="ShapeException"/>.</para>
/// <para>Example: <c>new ZeroPadding2D(((1, 2), (0, 1)))</c></para>
/// </summary>
/// <param name="Border">How many on each side: <c>1</c>, <c>(1, 2)</c> or <c>((1, 2), (0, 1))</c>.</param>
public sealed record ZeroPadding2D(Border Border) : ILayer
{
    /// <summary>One row or column on each side, Keras' default.</summary>
    public ZeroPadding2D()
        : this(1) { }

    /// <summary>How many rows and columns on each side, at least 0.</summary>
    public Border Border
    {
        get;
        init => field = Check.NotNegative(value);
    } = Check.NotNegative(Border);

    /// <inheritdoc/>
    public Shape OutputShape(Shape input)
    {
        var (height, width, _) = ImageShape.Extents(nameof(ZeroPadding2D), input);
        return ImageShape.Of(nameof(ZeroPadding2D), input, height + Border.Rows, width + Border.Columns);
    }

    /// <inheritdoc/>
    public Tensor Forward(Parameters parameters, Tensor input, Phase phase)
    {
        var output = Tensor.Cleared(OutputShape(input.Shape.Sample).Batch(input.Samples));
        BorderedImages.Fill(input, output, Border);
        return output;
    }

    /// <inheritdoc/>
    public Differential ForwardWithPullback(Parameters parameters, Tensor input, Phase phase)
    {
        var shape = input.Shape;
        return new(
            Forward(parameters, input, phase),
            (outputGradient, wanted) => new(BorderedImages.Take(outputGradient, shape, Border), Parameters.None)
        );
    }

    /// <summary>The constructor with the options that were told: <c>ZeroPadding2D((1, 1))</c>.</summary>
    public override string ToString() => Construction.Text(this);
}
