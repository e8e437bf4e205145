using System.Numerics;
using System.Runtime.InteropServices;

namespace Convnet;

/// <summary>Linear maps of the rows of a matrix with coefficients for each channel: a normalisation and its gradient, in one pass over memory.</summary>
internal static class ChannelMaps
{
    private static int Width => Vector<float>.Count;

    /// <summary>y = (x − mean)·scale + shift.</summary>
    public static void Normalize(
        ReadOnlySpan<float> input,
        ReadOnlySpan<float> mean,
        ReadOnlySpan<float> scale,
        ReadOnlySpan<float> shift,
        Span<float> output
    )
    {
        var channels = mean.Length;
        Refuse(channels, input.Length, output.Length, scale.Length, shift.Length);
        ref var from = ref MemoryMarshal.GetReference(input);
        ref var to = ref MemoryMarshal.GetReference(output);
        ref var means = ref MemoryMarshal.GetReference(mean);
        ref var scales = ref MemoryMarshal.GetReference(scale);
        ref var shifts = ref MemoryMarshal.GetReference(shift);
        for (var row = 0; row < input.Length; row += channels)
        {
            var channel = 0;
            for (; channel <= channels - Width; channel += Width)
            {
                var (at, of) = ((nuint)(row + channel), (nuint)channel);
                var centred = Vector.LoadUnsafe(ref from, at) - Vector.LoadUnsafe(ref means, of);
                var normalized = (centred * Vector.LoadUnsafe(ref scales, of)) + Vector.LoadUnsafe(ref shifts, of);
                normalized.StoreUnsafe(ref to, at);
            }

            for (; channel < channels; channel++)
            {
                output[row + channel] = ((input[row + channel] - mean[channel]) * scale[channel]) + shift[channel];
            }
        }
    }

    /// <summary>dx = g·byGradient + (x − mean)·byInput + constant.</summary>
    public static void Combine(
        ReadOnlySpan<float> gradient,
        ReadOnlySpan<float> byGradient,
        ReadOnlySpan<float> input,
        ReadOnlySpan<float> mean,
        ReadOnlySpan<float> byInput,
        ReadOnlySpan<float> constant,
        Span<float> inputGradient
    )
    {
        var channels = mean.Length;
        Refuse(channels, input.Length, inputGradient.Length, byGradient.Length, byInput.Length);
        Refuse(channels, gradient.Length, input.Length, constant.Length, channels);
        ref var slopes = ref MemoryMarshal.GetReference(gradient);
        ref var from = ref MemoryMarshal.GetReference(input);
        ref var to = ref MemoryMarshal.GetReference(inputGradient);
        ref var means = ref MemoryMarshal.GetReference(mean);
        ref var first = ref MemoryMarshal.GetReference(byGradient);
        ref var second = ref MemoryMarshal.GetReference(byInput);
        ref var third = ref MemoryMarshal.GetReference(constant);
        for (var row = 0; row < input.Length; row += channels)
        {
            var channel = 0;
            for (; channel <= channels - Width; channel += Width)
            {
                var (at, of) = ((nuint)(row + channel), (nuint)channel);
                var centred = Vector.LoadUnsafe(ref from, at) - Vector.LoadUnsafe(ref means, of);
                var slope = Vector.LoadUnsafe(ref slopes, at) * Vector.LoadUnsafe(ref first, of);
                (slope + (centred * Vector.LoadUnsafe(ref second, of)) + Vector.LoadUnsafe(ref third, of)).StoreUnsafe(
                    ref to,
                    at
                );
            }

            for (; channel < channels; channel++)
            {
                var i = row + channel;
                inputGradient[i] =
                    (gradient[i] * byGradient[channel])
                    + ((input[i] - mean[channel]) * byInput[channel])
                    + constant[channel];
            }
        }
    }

    private static void Refuse(int channels, int from, int to, int first, int second)
    {
        if (channels == 0 || from % channels != 0 || from != to || first != channels || second != channels)
        {
            throw new ArgumentException("The values are not whole rows of channels, or there are other channels.");
        }
    }
}
