using System.Numerics.Tensors;

namespace Convnet;

/// <summary>
/// f(x)ᵢ = eˣⁱ⁻ᵐ/Σeˣʲ⁻ᵐ over the last axis, m the largest xⱼ so that nothing overflows; the gradient by x is f·(g − Σfⱼgⱼ).
/// </summary>
internal sealed record Softmax : IActivationFunction
{
    public void Forward(ReadOnlySpan<float> input, Span<float> output, int channels)
    {
        for (var start = 0; start < input.Length; start += channels)
        {
            var from = input.Slice(start, channels);
            var to = output.Slice(start, channels);
            TensorPrimitives.Subtract(from, TensorPrimitives.Max(from), to);
            TensorPrimitives.Exp(to, to);
            TensorPrimitives.Divide(to, TensorPrimitives.Sum<float>(to), to);
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
        for (var start = 0; start < output.Length; start += channels)
        {
            var value = output.Slice(start, channels);
            var gradient = outputGradient.Slice(start, channels);
            var to = inputGradient.Slice(start, channels);
            TensorPrimitives.Subtract(gradient, TensorPrimitives.Dot(value, gradient), to);
            TensorPrimitives.Multiply(to, value, to);
        }
    }
}
