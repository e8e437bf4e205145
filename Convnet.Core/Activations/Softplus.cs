namespace Convnet;

/// <summary>f(x) = ln(1 + eˣ) = max(x, 0) + ln(1 + e⁻|x|), which cannot overflow; the derivative is the sigmoid, 1 − e⁻ᶠ⁽ˣ⁾.</summary>
internal sealed record Softplus : IActivationFunction
{
    public void Forward(ReadOnlySpan<float> input, Span<float> output, int channels)
    {
        Span<double> room = stackalloc double[Chunks.Most];
        foreach (var chunk in new Chunks(input.Length))
        {
            var x = input[chunk];
            var to = output[chunk];
            Exponentials.LogP1OfDecay(x, room[..x.Length]);
            for (var i = 0; i < x.Length; i++)
            {
                to[i] = (float)(Math.Max(x[i], 0) + room[i]);
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
        foreach (var chunk in new Chunks(output.Length))
        {
            var value = output[chunk];
            var gradient = outputGradient[chunk];
            var to = inputGradient[chunk];
            Exponentials.ExpM1(value, -1, room[..value.Length]);
            for (var i = 0; i < value.Length; i++)
            {
                to[i] = (float)(gradient[i] * -room[i]);
            }
        }
    }
}
