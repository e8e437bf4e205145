using System.Numerics.Tensors;

namespace Convnet;

/// <summary>f(x) = x/(1 + |x|); the derivative 1/(1 + |x|)² is (1 − |f|)².</summary>
internal sealed record Softsign : IActivationFunction
{
    public void Forward(ReadOnlySpan<float> input, Span<float> output, int channels)
    {
        Span<float> room = stackalloc float[Chunks.Most];
        foreach (var chunk in new Chunks(input.Length))
        {
            var x = input[chunk];
            var size = room[..x.Length];
            TensorPrimitives.Abs(x, size);
            TensorPrimitives.Add(size, 1, size);
            TensorPrimitives.Divide(x, size, output[chunk]);
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
        TensorPrimitives.Abs(output, inputGradient);
        TensorPrimitives.Subtract(1, inputGradient, inputGradient);
        TensorPrimitives.Multiply(inputGradient, inputGradient, inputGradient);
        TensorPrimitives.Multiply(inputGradient, outputGradient, inputGradient);
    }
}
