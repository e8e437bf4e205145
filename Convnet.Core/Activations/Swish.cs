using System.Numerics.Tensors;

namespace Convnet;

/// <summary>f(x) = x·σ(x), σ the sigmoid; the derivative is σ(x)(1 + x(1 − σ(x))).</summary>
internal sealed record Swish : IActivationFunction
{
    public bool NeedsInput => true;

    public void Forward(ReadOnlySpan<float> input, Span<float> output, int channels)
    {
        TensorPrimitives.Sigmoid(input, output);
        TensorPrimitives.Multiply(input, output, output);
    }

    public void Backward(
        ReadOnlySpan<float> input,
        ReadOnlySpan<float> output,
        ReadOnlySpan<float> outputGradient,
        Span<float> inputGradient,
        int channels
    )
    {
        TensorPrimitives.Sigmoid(input, inputGradient);
        for (var i = 0; i < input.Length; i++)
        {
            var sigmoid = inputGradient[i];
            inputGradient[i] = outputGradient[i] * sigmoid * (1 + (input[i] * (1 - sigmoid)));
        }
    }
}
