namespace Convnet;

/// <summary>
/// The mean of each channel over the whole image.
/// <para>Shape: (h, w, c) → (c), or (1, 1, c) where the axes are kept.</para>
/// <para>Formula: y = Σx/(h·w).</para>
/// <para>Errors: a sample that is not an image is a <see cref="ShapeException"/>.</para>
/// <para>Example: <c>new GlobalAveragePooling2D { KeepDims = true }</c></para>
/// </summary>
public sealed record GlobalAveragePooling2D : ILayer
{
    /// <summary>True where the output is an image of one pixel; false unless told.</summary>
    public bool KeepDims { get; init; }

    /// <inheritdoc/>
    public Shape OutputShape(Shape input)
    {
        var channels = ImageShape.Extents(nameof(GlobalAveragePooling2D), input).Channels;
        return KeepDims ? [1, 1, channels] : [channels];
    }

    /// <inheritdoc/>
    public Tensor Forward(Parameters parameters, Tensor input, Phase phase)
    {
        var (height, width, channels) = ImageShape.Extents(nameof(GlobalAveragePooling2D), input.Shape.Sample);
        var output = Tensor.Uninitialized(OutputShape(input.Shape.Sample).Batch(input.Samples));
        var length = height * width * channels;
        for (var sample = 0; sample < input.Samples; sample++)
        {
            var mean = output.Writable.Slice(sample * channels, channels);
            Rows.Sum(input.Values.Slice(sample * length, length), mean);
            Rows.Divide(mean, height * width);
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

    /// <summary>The constructor with the options that were told: <c>GlobalAveragePooling2D()</c>.</summary>
    public override string ToString() => Construction.Text(this);

    private static Tensor Spread(Tensor outputGradient, Shape shape)
    {
        var (inputGradient, share) = (Tensor.Uninitialized(shape), Tensor.Uninitialized([shape[3]]));
        var (length, channels) = (shape.Sample.Size, shape[3]);
        for (var sample = 0; sample < shape[0]; sample++)
        {
            outputGradient.Values.Slice(sample * channels, channels).CopyTo(share.Writable);
            Rows.Divide(share.Writable, length / channels);
            for (var pixel = sample * length; pixel < (sample + 1) * length; pixel += channels)
            {
                share.Values.CopyTo(inputGradient.Writable[pixel..]);
            }
        }

        return inputGradient;
    }
}
