namespace Convnet;

/// <summary>
/// The largest value of each channel over the whole image.
/// <para>Shape: (h, w, c) → (c), or (1, 1, c) where the axes are kept.</para>
/// <para>Formula: the gradient goes to the first largest value in row-major order.</para>
/// <para>Errors: a sample that is not an image is a <see cref="ShapeException"/>.</para>
/// <para>Example: <c>new GlobalMaxPooling2D { KeepDims = true }</c></para>
/// </summary>
public sealed record GlobalMaxPooling2D : ILayer
{
    /// <summary>True where the output is an image of one pixel; false unless told.</summary>
    public bool KeepDims { get; init; }

    /// <inheritdoc/>
    public Shape OutputShape(Shape input)
    {
        var channels = ImageShape.Extents(nameof(GlobalMaxPooling2D), input).Channels;
        return KeepDims ? [1, 1, channels] : [channels];
    }

    /// <inheritdoc/>
    public Tensor Forward(Parameters parameters, Tensor input, Phase phase) =>
        Flat(Whole(input).Forward(parameters, input, phase));

    /// <inheritdoc/>
    public Differential ForwardWithPullback(Parameters parameters, Tensor input, Phase phase)
    {
        var (output, pullback, _) = Whole(input).ForwardWithPullback(parameters, input, phase);
        return new(Flat(output), (outputGradient, wanted) => pullback(outputGradient.Reshape(output.Shape), wanted));
    }

    /// <summary>The constructor with the options that were told: <c>GlobalMaxPooling2D()</c>.</summary>
    public override string ToString() => Construction.Text(this);

    /// <summary>One window of the size of the image.</summary>
    private static MaxPooling2D Whole(Tensor input) => new((input.Shape[1], input.Shape[2]));

    private Tensor Flat(Tensor output) => KeepDims ? output : output.Reshape([output.Samples, output.Shape[^1]]);
}
