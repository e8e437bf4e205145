using System.Globalization;
using System.Numerics;
using System.Numerics.Tensors;

namespace Convnet;

/// <summary>
/// The gradients of a convolution whose output went through max pooling (and relu): of all positions only the winner of each
/// pooling window has a gradient, so the sums run over lists of these entries.
/// </summary>
/// <remarks>
/// Winners are numbers of places in the pooling window, row-major, or −1 where there is no gradient; never a place in the
/// pooling's padding. The order of the sums follows from the data and the geometry alone: all vector widths give the same bits
/// where the hardware has fused multiply-add, and so do more samples in one call.
/// </remarks>
internal static partial class PooledGradients
{
    /// <summary>The gradient of the biases, overwritten: for each filter the sum of its live gradients from the first pooled value to the last.</summary>
    public static void Bias(ReadOnlySpan<int> winners, ReadOnlySpan<float> gradient, Span<float> biasGradient)
    {
        var filters = biasGradient.Length;
        if (filters == 0 || winners.Length % filters != 0)
        {
            throw new ArgumentException(
                $"{winners.Length} winners are not whole rows of {filters} filters.",
                nameof(winners)
            );
        }

        Check("gradient", gradient.Length, winners.Length);
        var filter = 0;
        for (; filter <= filters - Vector<float>.Count; filter += Vector<float>.Count)
        {
            var sum = Vector<float>.Zero;
            for (var start = filter; start < winners.Length; start += filters)
            {
                var isLive = Vector.GreaterThanOrEqual(new Vector<int>(winners[start..]), Vector<int>.Zero);
                sum += Vector.ConditionalSelect(isLive, new Vector<float>(gradient[start..]), Vector<float>.Zero);
            }

            sum.CopyTo(biasGradient[filter..]);
        }

        for (; filter < filters; filter++)
        {
            var sum = 0f;
            for (var start = filter; start < winners.Length; start += filters)
            {
                sum += winners[start] >= 0 ? gradient[start] : 0;
            }

            biasGradient[filter] = sum;
        }
    }

    /// <summary>The narrowest vectors that hold so many floats in one, which are the fastest.</summary>
    private static int Holding(int floats) =>
        floats <= 4 ? 128
        : floats <= 8 ? 256
        : 512;

    private static void Check(PooledPatches patches, int padded, ReadOnlySpan<int> winners, int gradient, int samples)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(samples);
        Check("padded", padded, (long)samples * patches.Images.ImageSize);
        Check("winners", winners.Length, patches.PooledLength(samples));
        Check("gradient", gradient, patches.PooledLength(samples));
        if (winners.IsEmpty)
        {
            return;
        }

        var (least, most) = (TensorPrimitives.Min(winners), TensorPrimitives.Max(winners));
        if (least < -1 || most >= patches.Places)
        {
            throw new ArgumentException(
                $"Winners run from {least} to {most}, but are −1 or one of the {patches.Places} places of a pooling window.",
                nameof(winners)
            );
        }
    }

    private static void Check(string name, int length, long needed)
    {
        if (length < needed)
        {
            throw new ArgumentException(
                string.Create(CultureInfo.InvariantCulture, $"{name} has {length} values, but {needed} are needed."),
                name
            );
        }
    }
}
