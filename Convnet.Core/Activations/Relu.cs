using System.Numerics.Tensors;

namespace Convnet;

/// <summary>f(x) = max(x, 0); the derivative at 0 is 0.</summary>
internal sealed record Relu : IActivationFunction
{
    public void Forward(ReadOnlySpan<float> input, Span<float> output, int channels) =>
        TensorPrimitives.Max(input, 0f, output);

    public void Backward(
        ReadOnlySpan<float> input,
        ReadOnlySpan<float> output,
        ReadOnlySpan<float> outputGradient,
        Span<float> inputGradient,
        int channels
    ) => Runs.KeepWherePositive(outputGradient, output, inputGradient);
}
