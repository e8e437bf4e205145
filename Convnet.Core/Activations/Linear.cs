namespace Convnet;

/// <summary>f(x) = x.</summary>
internal sealed record Linear : IActivationFunction
{
    public void Forward(ReadOnlySpan<float> input, Span<float> output, int channels) => input.CopyTo(output);

    public void Backward(
        ReadOnlySpan<float> input,
        ReadOnlySpan<float> output,
        ReadOnlySpan<float> outputGradient,
        Span<float> inputGradient,
        int channels
    ) => outputGradient.CopyTo(inputGradient);
}
