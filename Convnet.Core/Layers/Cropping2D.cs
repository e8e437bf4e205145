namespace Convnet;

/// <summary>
/// An image without some rows and columns at its border.
/// <para>Shape: (h, w, c) → (h − top − bottom, w − left − right, c).</para>
/// <para>Formula: y[i, j] = x[top + i, left + j] (Keras).</para>
/// <para>Errors: negative numbers; where no pixel is left, or of a sample that is not an image, a <see cref="ShapeException"/>.</para>
/// <para>Example: <c>new Cropping2D(((1, 2), (0, 1)))</c></para>
/// </summary>
/// <param name="Border">How many are cut off on each side: <c>1</c>, <c>(1, 2)</c> or <c>((1, 2), (0, 1))</c>.</param>
public sealed record Cropping2D(Border Border) : ILayer
{
    /// <summary>How many rows and columns are cut off on each side, at least 0.</summary>
    public Border Border
    {
        get;
        init => field = Check.NotNegative(value);
    } = Check.NotNegative(Border);

    /// <inheritdoc/>
    public Shape OutputShape(Shape input)
    {
        var (height, width, channels) = ImageShape.Extents(nameof(Cropping2D), input);
        return Border.Rows < height && Border.Columns < width
            ? [height - Border.Top - Border.Bottom, width - Border.Left - Border.Right, channels]
            : throw new ShapeException(
                $"Cropping2D takes {Border.Rows} rows and {Border.Columns} columns away, but was given {input}, of which nothing would be left. "
                    + "Cut off less, or pool less before it."
            );
    }

    /// <inheritdoc/>
    public Tensor Forward(Parameters parameters, Tensor input, Phase phase) =>
        BorderedImages.Take(input, OutputShape(input.Shape.Sample).Batch(input.Samples), Border);

    /// <inheritdoc/>
    public Differential ForwardWithPullback(Parameters parameters, Tensor input, Phase phase)
    {
        var shape = input.Shape;
        return new(
            Forward(parameters, input, phase),
            (outputGradient, wanted) =>
            {
                var inputGradient = Tensor.Cleared(shape);
                BorderedImages.Fill(outputGradient, inputGradient, Border);
                return new(inputGradient, Parameters.None);
            }
        );
    }

    /// <summary>The constructor with the options that were told: <c>Cropping2D((1, 1))</c>.</summary>
    public override string ToString() => Construction.Text(this);
}
