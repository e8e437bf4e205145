namespace Convnet;

/// <summary>f(x) = x above 0, slope·x below; a negative slope folds, so the derivative looks at the input.</summary>
internal sealed record LeakyRelu(float Slope) : IActivationFunction
{
    public bool NeedsInput => true;

    public void Forward(ReadOnlySpan<float> input, Span<float> output, int channels)
    {
        for (var i = 0; i < input.Length; i++)
        {
            output[i] = input[i] > 0 ? input[i] : Slope * input[i];
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
            inputGradient[i] = outputGradient[i] * (input[i] > 0 ? 1 : Slope);
        }
    }
}
