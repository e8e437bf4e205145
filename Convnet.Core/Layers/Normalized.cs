using System.Numerics.Tensors;

namespace Convnet;

/// <summary>One pass of a batch through a <see cref="BatchNormalization"/>: mean and deviation of each channel are known.</summary>
internal sealed class Normalized : ISummedPass
{
    private readonly GammaBeta gammaBeta;
    private readonly long places;
    private readonly float[] mean;
    private readonly double[] inverse;
    private readonly float[] scale;

    private Normalized(
        BatchNormalization layer,
        Parameters parameters,
        ReadOnlySpan<double> mean,
        ReadOnlySpan<double> variance,
        long places
    )
    {
        gammaBeta = new(parameters, layer.Scale, layer.Center, mean.Length);
        this.places = places;
        (this.mean, inverse, scale) = (new float[mean.Length], new double[mean.Length], new float[mean.Length]);
        for (var channel = 0; channel < mean.Length; channel++)
        {
            this.mean[channel] = (float)mean[channel];
            inverse[channel] = 1 / Math.Sqrt(variance[channel] + layer.Epsilon);
            scale[channel] = (float)(inverse[channel] * gammaBeta.Scales[channel]);
        }

        State = IsByBatch
            ? Parameters.Of(
                ("moving_mean", Moved(parameters["moving_mean"], mean, layer.Momentum)),
                ("moving_variance", Moved(parameters["moving_variance"], variance, layer.Momentum))
            )
            : Parameters.None;
    }

    /// <inheritdoc/>
    public Parameters State { get; }

    // By moving averages there are no places that mean and variance came from.
    private bool IsByBatch => places > 0;

    /// <summary>By the moving averages.</summary>
    public static Normalized ByMovingAverages(BatchNormalization layer, Parameters parameters) =>
        new(layer, parameters, Doubles(parameters["moving_mean"]), Doubles(parameters["moving_variance"]), 0);

    /// <summary>By the batch, whose samples have these sums of values and squares.</summary>
    public static Normalized ByBatch(
        BatchNormalization layer,
        Parameters parameters,
        Shape sample,
        ReadOnlySpan<double> sums
    )
    {
        var total = Total(sums, 2 * sample[^1]);
        var mean = total.AsSpan(0, sample[^1]);
        var variance = total.AsSpan(sample[^1]);
        var places = (long)(sums.Length / total.Length) * (sample.Size / sample[^1]);
        for (var channel = 0; channel < mean.Length; channel++)
        {
            mean[channel] /= places;

            // In double, so that little is lost where the mean is large; never below 0 by rounding.
            variance[channel] = Math.Max(0, (variance[channel] / places) - (mean[channel] * mean[channel]));
        }

        return new(layer, parameters, mean, variance, places);
    }

    /// <inheritdoc/>
    public Tensor Output(Tensor input)
    {
        var output = Tensor.Uninitialized(input.Shape);
        ChannelMaps.Normalize(input.Values, mean, scale, gammaBeta.Shifts, output.Writable);
        return output;
    }

    /// <summary>Writes Σg and Σg·(x − μ) of each sample and channel.</summary>
    public void SumUp(Tensor input, Tensor outputGradient, Span<double> sums)
    {
        var (length, count) = (input.Shape.SampleSize, 2 * mean.Length);
        for (var sample = 0; sample < input.Samples; sample++)
        {
            ChannelMoments.OfProducts(
                outputGradient.Values.Slice(sample * length, length),
                input.Values.Slice(sample * length, length),
                mean,
                sums.Slice(sample * count, count)
            );
        }
    }

    /// <inheritdoc/>
    public ISummedGradient Conclude(ReadOnlySpan<double> sums)
    {
        var total = Total(sums, 2 * mean.Length);
        var slopes = total.AsSpan(0, mean.Length);
        var products = total.AsSpan(mean.Length);
        TensorPrimitives.Multiply(products, inverse, products);
        var (byInput, constant) = (new float[mean.Length], new float[mean.Length]);
        for (var channel = 0; IsByBatch && channel < mean.Length; channel++)
        {
            // Mean and variance moved with the input, too: dx = γ/σ·(g − Σg/n − x̂·Σgx̂/n).
            var rate = -scale[channel] / (double)places;
            constant[channel] = (float)(rate * slopes[channel]);
            byInput[channel] = (float)(rate * products[channel] * inverse[channel]);
        }

        return new Back(this, gammaBeta.Gradients(products, slopes), byInput, constant);
    }

    private static Tensor Moved(Tensor moving, ReadOnlySpan<double> value, double momentum)
    {
        var moved = Tensor.Zeros(moving.Shape);
        for (var i = 0; i < value.Length; i++)
        {
            moved.Writable[i] = (float)((momentum * moving.Values[i]) + ((1 - momentum) * value[i]));
        }

        return moved;
    }

    /// <summary>The sums of all samples, from the first to the last.</summary>
    private static double[] Total(ReadOnlySpan<double> sums, int count)
    {
        var total = new double[count];
        for (var start = 0; start < sums.Length; start += count)
        {
            TensorPrimitives.Add(total, sums.Slice(start, count), total);
        }

        return total;
    }

    private static double[] Doubles(Tensor tensor) => [.. tensor.ToArray().Select(value => (double)value)];

    /// <summary>The way back.</summary>
    private sealed class Back(Normalized pass, Parameters parameters, float[] byInput, float[] constant)
        : ISummedGradient
    {
        public Parameters Parameters => parameters;

        public Tensor Input(Tensor input, Tensor outputGradient)
        {
            var gradient = Tensor.Uninitialized(input.Shape);
            ChannelMaps.Combine(
                outputGradient.Values,
                pass.scale,
                input.Values,
                pass.mean,
                byInput,
                constant,
                gradient.Writable
            );
            return gradient;
        }
    }
}
