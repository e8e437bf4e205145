namespace Convnet;

/// <summary>f(x) = ln(1 + eˣ) = max(x, 0) + ln(1 + e⁻|x|), which cannot overflow; the derivative is the sigmoid, 1 − e⁻ᶠ⁽ˣ⁾.</summary>
internal sealed record Softplus : IActivationFunction
{
    public void Forward(ReadOnlySpan<float> input, Span<float> output, int channels)
    {
        Span<double> room = stackalloc double[Exponentials.Chunk];
        for (var start = 0; start < input.Length; start += room.Length)
        {
            var x = input[start..Math.Min(start + room.Length, input.Length)];
            Exponentials.LogP1OfDecay(x, room[..x.Length]);
            for (var i = 0; i < x.Length; i++)
            {
                output[start + i] = (float)(Math.Max(x[i], 0) + room[i]);
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
        Span<double> room = stackalloc double[Exponentials.Chunk];
        for (var start = 0; start < output.Length; start += room.Length)
        {
            var value = output[start..Math.Min(start + room.Length, output.Length)];
            Exponentials.ExpM1(value, -1, room[..value.Length]);
            for (var i = 0; i < value.Length; i++)
            {
                inputGradient[start + i] = (float)(outputGradient[start + i] * -room[i]);
            }
        }
    }
}
