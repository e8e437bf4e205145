namespace Convnet;

/// <summary>
/// The mean of the squared differences of a sample.
/// <para>Shape: targets as predictions.</para>
/// <para>Formula: Σ(p − t)²/n over the n values of the sample (Keras, losses.mean_squared_error).</para>
/// <para>Errors: targets of another shape.</para>
/// </summary>
public sealed record MeanSquaredError : ILoss
{
    /// <inheritdoc/>
    public LossValue Evaluate(Tensor prediction, Tensor target)
    {
        if (
            Check.NotNull(prediction).Shape.Size != Check.NotNull(target).Shape.Size
            || prediction.Samples != target.Samples
        )
        {
            throw new ShapeException(
                $"The targets {target.Shape} do not fit the predictions {prediction.Shape}: the mean squared error compares them value by value."
            );
        }

        var (values, gradient) = (Tensor.Uninitialized([prediction.Samples]), Tensor.Uninitialized(prediction.Shape));
        var length = prediction.Shape.SampleSize;
        for (var sample = 0; sample < prediction.Samples; sample++)
        {
            var sum = 0.0;
            for (var i = sample * length; i < (sample + 1) * length; i++)
            {
                var difference = (double)prediction.Values[i] - target.Values[i];
                sum += difference * difference;
                gradient.Writable[i] = (float)(2 * difference / length);
            }

            values.Writable[sample] = (float)(sum / length);
        }

        return new(values, gradient);
    }
}
