using MathNet.Numerics;

namespace Convnet;

/// <summary>f(x) = x·Φ(x) with Φ(x) = ½(1 + erf(x/√2)); the derivative is Φ(x) + x·φ(x) (Hendrycks and Gimpel 2016).</summary>
internal sealed record Gelu : IActivationFunction
{
    public bool NeedsInput => true;

    public void Forward(ReadOnlySpan<float> input, Span<float> output, int channels)
    {
        for (var i = 0; i < input.Length; i++)
        {
            output[i] = (float)(input[i] * Distribution(input[i]));
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
        for (var i = 0; i < input.Length; i++)
        {
            double x = input[i];
            var density = Math.Exp(-x * x / 2) / Constants.Sqrt2Pi;
            inputGradient[i] = (float)(outputGradient[i] * (Distribution(x) + (x * density)));
        }
    }

    private static double Distribution(double x) => (1 + SpecialFunctions.Erf(x * Constants.Sqrt1Over2)) / 2;
}
