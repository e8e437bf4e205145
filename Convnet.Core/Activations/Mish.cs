using System.Numerics.Tensors;

namespace Convnet;

/// <summary>
/// f(x) = x·tanh(ln(1 + eˣ)) = x·n/(n + 2) with e = eˣ and n = e(e + 2), a form in which nothing cancels (Misra 2019); the derivative is
/// n/(n + 2) + 4x·e(e + 1)/(n + 2)².
/// </summary>
internal sealed record Mish : IActivationFunction
{
    // From here on n/(n + 2) is 1 and its derivative 0 in a float, and e⁴ is far from infinite in a double.
    private const float Far = 20;

    public bool NeedsInput => true;

    public void Forward(ReadOnlySpan<float> input, Span<float> output, int channels)
    {
        Span<double> room = stackalloc double[Chunks.Most];
        foreach (var chunk in new Chunks(input.Length))
        {
            var x = input[chunk];
            var to = output[chunk];
            Exponential(x, room[..x.Length]);
            for (var i = 0; i < x.Length; i++)
            {
                var n = room[i] * (room[i] + 2);
                to[i] = (float)(x[i] * (n / (n + 2)));
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
        Span<double> room = stackalloc double[Chunks.Most];
        foreach (var chunk in new Chunks(input.Length))
        {
            var x = input[chunk];
            var gradient = outputGradient[chunk];
            var to = inputGradient[chunk];
            Exponential(x, room[..x.Length]);
            for (var i = 0; i < x.Length; i++)
            {
                var n = room[i] * (room[i] + 2);
                var bend = 4 * room[i] * (room[i] + 1) / ((n + 2) * (n + 2));
                to[i] = (float)(gradient[i] * ((n / (n + 2)) + (Math.Min(x[i], Far) * bend)));
            }
        }
    }

    /// <summary>Formula: eˣ, of x at most <see cref="Far"/>.</summary>
    private static void Exponential(ReadOnlySpan<float> input, Span<double> output)
    {
        TensorPrimitives.ConvertTruncating(input, output);
        TensorPrimitives.Min(output, Far, output);
        TensorPrimitives.Exp(output, output);
    }
}
