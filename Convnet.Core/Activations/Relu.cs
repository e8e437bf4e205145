using System.Numerics;
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
    )
    {
        var i = 0;
        for (; i <= output.Length - Vector<float>.Count; i += Vector<float>.Count)
        {
            var isOpen = Vector.GreaterThan(new Vector<float>(output[i..]), Vector<float>.Zero);
            Vector
                .ConditionalSelect(isOpen, new Vector<float>(outputGradient[i..]), Vector<float>.Zero)
                .CopyTo(inputGradient[i..]);
        }

        for (; i < output.Length; i++)
        {
            inputGradient[i] = output[i] > 0 ? outputGradient[i] : 0;
        }
    }
}
