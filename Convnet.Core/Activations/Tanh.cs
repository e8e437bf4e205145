using System.Numerics.Tensors;

namespace Convnet;

/// <summary>f(x) = tanh x; the derivative is 1 − f².</summary>
internal sealed record Tanh : IActivationFunction
{
    public void Forward(ReadOnlySpan<float> input, Span<float> output, int channels) =>
        TensorPrimitives.Tanh(input, output);

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
            inputGradient[i] = outputGradient[i] * (1 - (output[i] * output[i]));
        }
    }
}
