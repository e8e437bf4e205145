using System.Numerics.Tensors;

namespace Convnet;

/// <summary>
/// f(x) = ½x(1 + tanh u), u = √(2/π)(x + 0.044715x³) (Hendrycks and Gimpel 2016), computed as x·σ(2u), σ the sigmoid, which is the same without the
/// loss of digits where tanh u is near −1; the derivative is σ + xσ(1 − σ)·2u′.
/// </summary>
internal sealed record GeluApproximate : IActivationFunction
{
    private static readonly float Linear = (float)(2 * Math.Sqrt(2 / Math.PI));
    private static readonly float Cubic = (float)(2 * Math.Sqrt(2 / Math.PI) * 0.044715);

    public bool NeedsInput => true;

    public void Forward(ReadOnlySpan<float> input, Span<float> output, int channels)
    {
        Span<float> room = stackalloc float[Chunks.Most];
        foreach (var chunk in new Chunks(input.Length))
        {
            var x = input[chunk];
            var share = room[..x.Length];
            Share(x, share);
            TensorPrimitives.Multiply(x, share, output[chunk]);
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
        Share(input, inputGradient);
        for (var i = 0; i < input.Length; i++)
        {
            var (x, share) = (input[i], inputGradient[i]);
            var bend = share * (1 - share);

            // Far from 0 the slope overflows where nothing bends any more.
            var slope = bend == 0 ? share : share + (x * bend * (Linear + (3 * Cubic * x * x)));
            inputGradient[i] = outputGradient[i] * slope;
        }
    }

    /// <summary>Formula: σ(2u).</summary>
    private static void Share(ReadOnlySpan<float> x, Span<float> share)
    {
        TensorPrimitives.Multiply(x, x, share);
        TensorPrimitives.Multiply(share, Cubic, share);
        TensorPrimitives.Add(share, Linear, share);
        TensorPrimitives.Multiply(share, x, share);
        TensorPrimitives.Sigmoid(share, share);
    }
}
