using System.Numerics.Tensors;

namespace Convnet;

/// <summary>f(x) = 1/(1 + e⁻ˣ); the derivative is f(1 − f).</summary>
internal sealed record Sigmoid : IActivationFunction
{
    public void Forward(ReadOnlySpan<float> input, Span<float> output, int channels) =>
        TensorPrimitives.Sigmoid(input, output);

    public void Backward(
        ReadOnlySpan<float> input,
        ReadOnlySpan<float> output,
        ReadOnlySpan<float> outputGradient,
        Span<float> inputGradient,
        int channels
    )
    {
        for (var i = 0; i < output.Length; i++)
        {
            inputGradient[i] = outputGradient[i] * output[i] * (1 - output[i]);
        }
    }
}
