namespace Convnet;

/// <summary>f(x) = scale·x above 0, scale·α(eˣ − 1) below; there the derivative is f(x) + scale·α. With two certain numbers it is selu.</summary>
internal sealed record Elu(double Alpha, double Scale = 1) : IActivationFunction
{
    /// <summary>The numbers with which means of 0 and variances of 1 stay so (Klambauer, Unterthiner, Mayr, Hochreiter 2017).</summary>
    public static Elu SelfNormalizing { get; } = new(1.6732632423543772, 1.0507009873554805);

    public void Forward(ReadOnlySpan<float> input, Span<float> output, int channels)
    {
        Span<double> room = stackalloc double[Chunks.Most];
        var depth = Scale * Alpha;
        foreach (var chunk in new Chunks(input.Length))
        {
            var x = input[chunk];
            var to = output[chunk];
            Exponentials.ExpM1(x, 1, room[..x.Length]);
            for (var i = 0; i < x.Length; i++)
            {
                to[i] = (float)(x[i] > 0 ? Scale * x[i] : depth * room[i]);
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
        var (above, depth) = ((float)Scale, (float)(Scale * Alpha));
        for (var i = 0; i < output.Length; i++)
        {
            inputGradient[i] = outputGradient[i] * (output[i] > 0 ? above : output[i] + depth);
        }
    }
}
