namespace Convnet;

/// <summary>From values and gradient sample by sample to those of the mean: Σ weight·value/samples, as Keras' sum_over_batch_size.</summary>
internal static class SampleWeights
{
    /// <summary>The weighted mean of the values and the gradient of it.</summary>
    public static (double Mean, Tensor Gradient) Mean(LossValue loss, Tensor? weights, int samples)
    {
        var sum = 0.0;
        for (var i = 0; i < loss.Values.Samples; i++)
        {
            sum += loss.Values.Values[i] * Of(weights, i);
        }

        return (sum / samples, Scale(loss.Gradient, weights, samples));
    }

    /// <summary>The gradient with each sample's part times its weight, over <paramref name="samples"/>.</summary>
    public static Tensor Scale(Tensor gradient, Tensor? weights, int samples)
    {
        var scaled = Tensor.Uninitialized(gradient.Shape);
        var length = gradient.Shape.SampleSize;
        for (var i = 0; i < gradient.Samples; i++)
        {
            var factor = (float)(Of(weights, i) / samples);
            for (var j = i * length; j < (i + 1) * length; j++)
            {
                scaled.Writable[j] = gradient.Values[j] * factor;
            }
        }

        return scaled;
    }

    /// <summary>The weight of a sample; 1 where there are none.</summary>
    public static double Of(Tensor? weights, int sample) => weights is null ? 1 : weights.Values[sample];
}
