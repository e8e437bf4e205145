using System.Numerics.Tensors;

namespace Convnet;

/// <summary>
/// In training each channel of an image is dropped whole with some chance, and the others grow so that the mean stays; in inference the
/// identity. Neighbouring pixels say almost the same, so that a Dropout of single ones would drop little (Tompson and others 2015).
/// <para>Shape: (h, w, c), unchanged.</para>
/// <para>
/// Formula: y[i, j, k] = x[i, j, k]·m[k]/(1 − rate), each m 0 with probability <paramref name="Rate"/> and else 1, drawn from the key of the step
/// and of the place in the model, the number of the sample in its batch, and the channel: the same for any number of threads.
/// </para>
/// <para>Errors: a rate below 0, or not below 1; a sample that is not an image is a <see cref="ShapeException"/>.</para>
/// <para>Example: <c>new SpatialDropout2D(0.2)</c></para>
/// </summary>
/// <param name="Rate">The share of channels that are dropped.</param>
public sealed record SpatialDropout2D(double Rate) : ILayer
{
    /// <summary>The share of channels that are dropped: at least 0 and below 1.</summary>
    public double Rate
    {
        get;
        init => field = Check.Fraction(value);
    } = Check.Fraction(Rate);

    /// <inheritdoc/>
    public Shape OutputShape(Shape input)
    {
        ImageShape.Extents(nameof(SpatialDropout2D), input);
        return input;
    }

    /// <inheritdoc/>
    public Tensor Forward(Parameters parameters, Tensor input, Phase phase) =>
        phase.IsTraining && Rate > 0 ? Drop(input, phase) : input;

    /// <inheritdoc/>
    public Differential ForwardWithPullback(Parameters parameters, Tensor input, Phase phase) =>
        // The same channels are dropped of the gradient.
        new(
            Forward(parameters, input, phase),
            (outputGradient, wanted) => new(Forward(parameters, outputGradient, phase), Parameters.None)
        );

    /// <summary>The constructor with the options that were told: <c>SpatialDropout2D(0.2)</c>.</summary>
    public override string ToString() => Construction.Text(this);

    private Tensor Drop(Tensor values, Phase phase)
    {
        var (kept, size, channels) = (Tensor.Uninitialized(values.Shape), values.Shape.SampleSize, values.Shape[3]);
        var (scale, factors) = ((float)(1 / (1 - Rate)), Tensor.Uninitialized([channels]));
        for (var sample = 0; sample < values.Samples; sample++)
        {
            factors.Writable.Fill(1);
            Dropping.Apply(phase.KeyOf(sample), Rate, scale, factors.Values, factors.Writable);
            for (var pixel = sample * size; pixel < (sample + 1) * size; pixel += channels)
            {
                var to = kept.Writable.Slice(pixel, channels);
                Runs.KeepWherePositive(values.Values.Slice(pixel, channels), factors.Values, to);
            }
        }

        TensorPrimitives.Multiply(kept.Values, scale, kept.Writable);
        return kept;
    }
}
