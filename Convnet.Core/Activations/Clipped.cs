using System.Numerics.Tensors;

namespace Convnet;

/// <summary>f(x) = min(max(x + shift, 0), 6)/divisor; the derivative is 1/divisor between the kinks and 0 at them and beyond.</summary>
internal sealed record Clipped(float Shift, float Divisor) : IActivationFunction
{
    private const float Top = 6;

    public static Clipped Relu6 { get; } = new(0, 1);

    public static Clipped HardSigmoid { get; } = new(3, 6);

    public void Forward(ReadOnlySpan<float> input, Span<float> output, int channels)
    {
        TensorPrimitives.Add(input, Shift, output);
        TensorPrimitives.Clamp(output, 0, Top, output);
        TensorPrimitives.Divide(output, Divisor, output);
    }

    public void Backward(
        ReadOnlySpan<float> input,
        ReadOnlySpan<float> output,
        ReadOnlySpan<float> outputGradient,
        Span<float> inputGradient,
        int channels
    )
    {
        Span<float> room = stackalloc float[Chunks.Most];
        foreach (var chunk in new Chunks(output.Length))
        {
            var value = output[chunk];
            var to = inputGradient[chunk];
            var below = room[..value.Length];
            Runs.KeepWherePositive(outputGradient[chunk], value, to);
            TensorPrimitives.Subtract(Top / Divisor, value, below);
            Runs.KeepWherePositive(to, below, to);
        }

        TensorPrimitives.Divide(inputGradient, Divisor, inputGradient);
    }
}
