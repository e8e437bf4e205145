namespace Convnet;

/// <summary>f(x) = ½x(1 + t), t = tanh(√(2/π)(x + 0.044715x³)); the derivative is ½(1 + t) + ½x(1 − t²)√(2/π)(1 + 3·0.044715x²).</summary>
internal sealed record GeluApproximate : IActivationFunction
{
    private const double Cubic = 0.044715;
    private static readonly double Scale = Math.Sqrt(2 / Math.PI);

    public bool NeedsInput => true;

    public void Forward(ReadOnlySpan<float> input, Span<float> output, int channels)
    {
        for (var i = 0; i < input.Length; i++)
        {
            output[i] = (float)(0.5 * input[i] * (1 + Bend(input[i])));
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
            var bend = Bend(x);
            var slope = (1 - (bend * bend)) * Scale * (1 + (3 * Cubic * x * x));
            inputGradient[i] = (float)(outputGradient[i] * 0.5 * (1 + bend + (x * slope)));
        }
    }

    private static double Bend(double x) => Math.Tanh(Scale * (x + (Cubic * x * x * x)));
}
