using System.Numerics.Tensors;

namespace Convnet;

/// <summary>
/// f(x)ᵢ = (xᵢ − m) − ln Σeˣʲ⁻ᵐ over the last axis, m the largest xⱼ; no term is positive, so nothing cancels. The gradient by x is
/// g − eᶠ·Σgⱼ.
/// </summary>
internal sealed record LogSoftmax : IActivationFunction
{
    public void Forward(ReadOnlySpan<float> input, Span<float> output, int channels)
    {
        for (var start = 0; start < input.Length; start += channels)
        {
            var from = input.Slice(start, channels);
            var to = output.Slice(start, channels);
            var most = TensorPrimitives.Max(from);
            var logarithm = (float)Math.Log(SumOfExponentials(from, most));
            TensorPrimitives.Subtract(from, most, to);
            TensorPrimitives.Subtract(to, logarithm, to);
        }
    }

    public void Backward(
        ReadOnlySpan<float> input,
        ReadOnlySpan<float> output,
        ReadOnlySpan<float> outputGradient,
        Span<float> inputGradient,
        int channels
    )
    {
        TensorPrimitives.Exp(output, inputGradient);
        for (var start = 0; start < output.Length; start += channels)
        {
            var gradient = outputGradient.Slice(start, channels);
            var to = inputGradient.Slice(start, channels);
            TensorPrimitives.Multiply(to, TensorPrimitives.Sum(gradient), to);
            TensorPrimitives.Subtract(gradient, to, to);
        }
    }

    /// <summary>Formula: Σeˣʲ⁻ᵐ, in double: where one class is almost certain, what the sum is above 1 says how much.</summary>
    private static double SumOfExponentials(ReadOnlySpan<float> values, double most)
    {
        Span<double> room = stackalloc double[Chunks.Most];
        var sum = 0.0;
        foreach (var chunk in new Chunks(values.Length))
        {
            var exponentials = room[..values[chunk].Length];
            TensorPrimitives.ConvertTruncating(values[chunk], exponentials);
            TensorPrimitives.Subtract(exponentials, most, exponentials);
            TensorPrimitives.Exp(exponentials, exponentials);
            sum += TensorPrimitives.Sum<double>(exponentials);
        }

        return sum;
    }
}
