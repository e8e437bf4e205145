using System.Numerics.Tensors;

namespace Convnet;

/// <summary>The rows of a batch, each brought to mean 0 and deviation 1: the arithmetic of a <see cref="LayerNormalization"/>.</summary>
internal sealed class NormalizedRows
{
    private readonly Tensor normalized;
    private readonly float[] scales;
    private readonly float[] zeros;

    /// <summary>Normalizes rows of a length.</summary>
    public NormalizedRows(Tensor input, int length, double epsilon)
    {
        (normalized, zeros) = (Tensor.Uninitialized(input.Shape), new float[length]);
        scales = new float[input.Values.Length / length];
        for (var row = 0; row < scales.Length; row++)
        {
            var from = Row(input.Values, row);
            var to = Row(normalized.Writable, row);
            var (sum, squares) = RowSums.Of(from, from);
            var mean = sum / length;
            var variance = Math.Max(0, (squares / length) - (mean * mean));
            scales[row] = (float)(1 / Math.Sqrt(variance + epsilon));
            TensorPrimitives.Subtract(from, (float)mean, to);
            TensorPrimitives.Multiply(to, scales[row], to);
        }
    }

    /// <summary>y = γ·x̂ + β.</summary>
    public Tensor Output(GammaBeta gammaBeta)
    {
        var output = Tensor.Uninitialized(normalized.Shape);
        ChannelMaps.Normalize(normalized.Values, zeros, gammaBeta.Scales, gammaBeta.Shifts, output.Writable);
        return output;
    }

    /// <summary>Formula: dx = (h − Σh/n − x̂·Σhx̂/n)/√(σ² + ε) with h = γ·g.</summary>
    public Tensor InputGradient(Tensor outputGradient, GammaBeta gammaBeta)
    {
        var inputGradient = Tensor.Uninitialized(outputGradient.Shape);
        ChannelMaps.Normalize(outputGradient.Values, zeros, gammaBeta.Scales, zeros, inputGradient.Writable);
        var work = new float[zeros.Length];
        for (var row = 0; row < scales.Length; row++)
        {
            var gradient = Row(inputGradient.Writable, row);
            var value = Row(normalized.Values, row);
            var (sum, products) = RowSums.Of(gradient, value);
            TensorPrimitives.Multiply(value, (float)(-products / zeros.Length), work);
            TensorPrimitives.Add(gradient, work, gradient);
            TensorPrimitives.Add(gradient, (float)(-sum / zeros.Length), gradient);
            TensorPrimitives.Multiply(gradient, scales[row], gradient);
        }

        return inputGradient;
    }

    /// <summary>Formula: Σg·x̂ and Σg over the rows, for those of γ and β that there are.</summary>
    public Parameters Gradients(Tensor outputGradient, GammaBeta gammaBeta)
    {
        var sums = new double[2 * zeros.Length];
        ChannelMoments.OfProducts(outputGradient.Values, normalized.Values, zeros, sums);
        return gammaBeta.Gradients(sums.AsSpan(zeros.Length), sums.AsSpan(0, zeros.Length));
    }

    private Span<float> Row(Span<float> values, int row) => values.Slice(row * zeros.Length, zeros.Length);

    private ReadOnlySpan<float> Row(ReadOnlySpan<float> values, int row) =>
        values.Slice(row * zeros.Length, zeros.Length);
}
