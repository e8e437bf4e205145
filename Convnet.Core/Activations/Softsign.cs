using System.Numerics.Tensors;

namespace Convnet;

/// <summary>f(x) = x/(1 + |x|); the derivative is 1/(1 + |x|)². It is (1 − |f|)², too, but where f is near 1 its rounding is all of that.</summary>
internal sealed record Softsign : IActivationFunction
{
    public bool NeedsInput => true;

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
        Span<float> room = stackalloc float[Chunks.Most];
        foreach (var chunk in new Chunks(input.Length))
        {
            var x = input[chunk];
            var size = room[..x.Length];
            var to = inputGradient[chunk];
            TensorPrimitives.Abs(x, size);
            TensorPrimitives.Add(size, 1, size);
            TensorPrimitives.Divide(outputGradient[chunk], size, to);
            TensorPrimitives.Divide(to, size, to);
        }
    }
}
