namespace Convnet;

/// <summary>f(x) = ln(1 + eˣ) = max(x, 0) + ln(1 + e⁻|x|), which cannot overflow; the derivative is the sigmoid, 1 − e⁻ᶠ⁽ˣ⁾.</summary>
internal sealed record Softplus : IActivationFunction
{
    public void Forward(ReadOnlySpan<float> input, Span<float> output, int channels)
    {
        for (var i = 0; i < input.Length; i++)
        {
            output[i] = MathF.Max(input[i], 0) + (float)double.LogP1(Math.Exp(-Math.Abs((double)input[i])));
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
            inputGradient[i] = (float)(outputGradient[i] * -double.ExpM1(-output[i]));
        }
    }
}
