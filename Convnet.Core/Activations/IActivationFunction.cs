namespace Convnet;

/// <summary>A function of the values of one sample and its derivative; one file for each, an <see cref="Activation"/> names it.</summary>
internal interface IActivationFunction
{
    /// <summary>True where the derivative needs the input; else the output says it all, and may overwrite the input.</summary>
    bool NeedsInput => false;

    /// <summary>The function of one sample; <paramref name="output"/> may be the memory of <paramref name="input"/>.</summary>
    /// <param name="input">The values of one sample.</param>
    /// <param name="output">Where the result goes, of the same length.</param>
    /// <param name="channels">The extent of the last axis; only softmax and its logarithm care.</param>
    void Forward(ReadOnlySpan<float> input, Span<float> output, int channels);

    /// <summary>The gradient by the input of one sample; <paramref name="input"/> holds it only where <see cref="NeedsInput"/>.</summary>
    void Backward(
        ReadOnlySpan<float> input,
        ReadOnlySpan<float> output,
        ReadOnlySpan<float> outputGradient,
        Span<float> inputGradient,
        int channels
    );
}
