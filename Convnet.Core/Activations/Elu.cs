namespace Convnet;

/// <summary>f(x) = x above 0, α(eˣ − 1) below; there the derivative is f(x) + α.</summary>
internal sealed record Elu(float Alpha) : IActivationFunction
{
    public void Forward(ReadOnlySpan<float> input, Span<float> output, int channels)
    {
        Span<double> room = stackalloc double[Exponentials.Chunk];
        for (var start = 0; start < input.Length; start += room.Length)
        {
            var x = input[start..Math.Min(start + room.Length, input.Length)];
            Exponentials.ExpM1(x, 1, room[..x.Length]);
            for (var i = 0; i < x.Length; i++)
            {
                output[start + i] = x[i] > 0 ? x[i] : Alpha * (float)room[i];
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
        for (var i = 0; i < output.Length; i++)
        {
            inputGradient[i] = outputGradient[i] * (output[i] > 0 ? 1 : output[i] + Alpha);
        }
    }
}
