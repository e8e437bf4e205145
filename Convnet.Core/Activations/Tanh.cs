using System.Numerics.Tensors;

namespace Convnet;

/// <summary>f(x) = tanh x = −m/(2 + m) with m = e⁻²ˣ − 1; the derivative is 1 − f².</summary>
internal sealed record Tanh : IActivationFunction
{
    // Here the function is ±1 in a float, and e⁻²ˣ is far from infinite in a double.
    private const float Far = 20;

    public void Forward(ReadOnlySpan<float> input, Span<float> output, int channels)
    {
        Span<float> near = stackalloc float[Chunks.Most];
        Span<double> room = stackalloc double[Chunks.Most];
        foreach (var chunk in new Chunks(input.Length))
        {
            var x = input[chunk];
            var to = output[chunk];
            TensorPrimitives.Clamp(x, -Far, Far, near);
            Exponentials.ExpM1(near[..x.Length], -2, room[..x.Length]);
            for (var i = 0; i < x.Length; i++)
            {
                to[i] = (float)(-room[i] / (2 + room[i]));
            }
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
        for (var i = 0; i < output.Length; i++)
        {
            inputGradient[i] = outputGradient[i] * (1 - (output[i] * output[i]));
        }
    }
}
