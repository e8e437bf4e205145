namespace Convnet;

/// <summary>f(x) = x above 0, α(eˣ − 1) below; there the derivative is f(x) + α.</summary>
internal sealed record Elu(float Alpha) : IActivationFunction
{
    public void Forward(ReadOnlySpan<float> input, Span<float> output, int channels)
    {
        for (var i = 0; i < input.Length; i++)
        {
            output[i] = input[i] > 0 ? input[i] : Alpha * (float)double.ExpM1(input[i]);
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
            inputGradient[i] = outputGradient[i] * (output[i] > 0 ? 1 : output[i] + Alpha);
        }
    }
}
