using System.Numerics.Tensors;

namespace Convnet;

/// <summary>f(x) = eˣ, its own derivative.</summary>
internal sealed record Exponential : IActivationFunction
{
    public void Forward(ReadOnlySpan<float> input, Span<float> output, int channels) =>
        TensorPrimitives.Exp(input, output);

    public void Backward(
        ReadOnlySpan<float> input,
        ReadOnlySpan<float> output,
        ReadOnlySpan<float> outputGradient,
        Span<float> inputGradient,
        int channels
    ) => TensorPrimitives.Multiply(outputGradient, output, inputGradient);
}
