using System.Runtime.CompilerServices;

namespace Convnet;

/// <summary>
/// The micro-kernels of <see cref="DepthwisePass"/>, over some channels of a run of pixels: four vectors at a time stay in registers, of four
/// pixels where channels are few, else of four pieces of one pixel, so that memory is read in its order. Each sum has its terms in the same
/// order in either case and in every width.
/// </summary>
/// <param name="run">The pixels and what they sum over.</param>
/// <param name="first">The first channel.</param>
/// <param name="end">Behind the last channel; whole vectors of them.</param>
internal readonly unsafe ref struct ChannelSums<TWidth, TVector>(PixelRun run, int first, int end)
    where TWidth : struct, IVectorWidth<TVector, float>
    where TVector : struct
{
    // From so many vectors on, rows of four pixels side by side are too far apart for the hardware to foresee what is read next.
    private const int ManyVectors = 8;

    private readonly nint step = run.Step;
    private readonly nint sourceStep = run.SourceStep;

    private bool HasFewChannels => end - first < ManyVectors * TWidth.Lanes;

    /// <summary>Writes Σ source · weights, over the terms, for each pixel and channel.</summary>
    /// <param name="source">What the terms count from.</param>
    /// <param name="weights">What the weights of the terms count from.</param>
    /// <param name="bias">Where each sum starts, or null.</param>
    /// <param name="target">The first pixel.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Sum(float* source, float* weights, float* bias, float* target)
    {
        fixed (ChannelTerm* terms = run.Terms)
        {
            var last = terms + run.Terms.Length;
            var left = run.Count;
            for (; left >= 4 && HasFewChannels; left -= 4, source += 4 * sourceStep, target += 4 * step)
            {
                SumFourPixels(terms, last, source, weights, bias, target);
            }

            for (; left > 0; left--, source += sourceStep, target += step)
            {
                SumPixel(terms, last, source, weights, bias, target);
            }
        }
    }

    /// <summary>Adds Σ source · gradient, over the pixels, to the gradient of the weights of each term and channel.</summary>
    /// <param name="source">What the terms count from.</param>
    /// <param name="gradient">The gradient of the first pixel.</param>
    /// <param name="weightGradient">What the weights of the terms count from.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void AddProducts(float* source, float* gradient, float* weightGradient)
    {
        fixed (ChannelTerm* terms = run.Terms)
        {
            var last = terms + run.Terms.Length;
            var left = run.Count;
            for (; left >= 4 && HasFewChannels; left -= 4, source += 4 * sourceStep, gradient += 4 * step)
            {
                AddFourPixels(terms, last, source, gradient, weightGradient);
            }

            for (; left > 0; left--, source += sourceStep, gradient += step)
            {
                AddPixel(terms, last, source, gradient, weightGradient);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void SumFourPixels(
        ChannelTerm* terms,
        ChannelTerm* last,
        float* source,
        float* weights,
        float* bias,
        float* target
    )
    {
        float* source2 = source + sourceStep,
            source3 = source2 + sourceStep,
            source4 = source3 + sourceStep;
        for (nint channel = first; channel < end; channel += TWidth.Lanes)
        {
            var sum1 = bias == null ? default : TWidth.Load(bias + channel);
            var (sum2, sum3, sum4) = (sum1, sum1, sum1);
            for (var term = terms; term < last; term++)
            {
                var (weight, at) = (TWidth.Load(weights + term->Weight + channel), term->Source + channel);
                sum1 = TWidth.MultiplyAdd(TWidth.Load(source + at), weight, sum1);
                sum2 = TWidth.MultiplyAdd(TWidth.Load(source2 + at), weight, sum2);
                sum3 = TWidth.MultiplyAdd(TWidth.Load(source3 + at), weight, sum3);
                sum4 = TWidth.MultiplyAdd(TWidth.Load(source4 + at), weight, sum4);
            }

            TWidth.Store(sum1, target + channel);
            TWidth.Store(sum2, target + step + channel);
            TWidth.Store(sum3, target + (2 * step) + channel);
            TWidth.Store(sum4, target + (3 * step) + channel);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void SumPixel(
        ChannelTerm* terms,
        ChannelTerm* last,
        float* source,
        float* weights,
        float* bias,
        float* target
    )
    {
        nint channel = first,
            second = TWidth.Lanes,
            third = 2 * second,
            fourth = 3 * second;
        for (; channel <= end - (4 * second); channel += 4 * second)
        {
            TVector sum1 = default,
                sum2 = default,
                sum3 = default,
                sum4 = default;
            if (bias != null)
            {
                (sum1, sum2) = (TWidth.Load(bias + channel), TWidth.Load(bias + channel + second));
                (sum3, sum4) = (TWidth.Load(bias + channel + third), TWidth.Load(bias + channel + fourth));
            }

            for (var term = terms; term < last; term++)
            {
                float* from = source + term->Source + channel,
                    weight = weights + term->Weight + channel;
                sum1 = TWidth.MultiplyAdd(TWidth.Load(from), TWidth.Load(weight), sum1);
                sum2 = TWidth.MultiplyAdd(TWidth.Load(from + second), TWidth.Load(weight + second), sum2);
                sum3 = TWidth.MultiplyAdd(TWidth.Load(from + third), TWidth.Load(weight + third), sum3);
                sum4 = TWidth.MultiplyAdd(TWidth.Load(from + fourth), TWidth.Load(weight + fourth), sum4);
            }

            TWidth.Store(sum1, target + channel);
            TWidth.Store(sum2, target + channel + second);
            TWidth.Store(sum3, target + channel + third);
            TWidth.Store(sum4, target + channel + fourth);
        }

        for (; channel < end; channel += TWidth.Lanes)
        {
            var sum = bias == null ? default : TWidth.Load(bias + channel);
            for (var term = terms; term < last; term++)
            {
                var weight = TWidth.Load(weights + term->Weight + channel);
                sum = TWidth.MultiplyAdd(TWidth.Load(source + term->Source + channel), weight, sum);
            }

            TWidth.Store(sum, target + channel);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void AddFourPixels(
        ChannelTerm* terms,
        ChannelTerm* last,
        float* source,
        float* gradient,
        float* weightGradient
    )
    {
        float* source2 = source + sourceStep,
            source3 = source2 + sourceStep,
            source4 = source3 + sourceStep;
        for (nint channel = first; channel < end; channel += TWidth.Lanes)
        {
            var slope1 = TWidth.Load(gradient + channel);
            var slope2 = TWidth.Load(gradient + step + channel);
            var slope3 = TWidth.Load(gradient + (2 * step) + channel);
            var slope4 = TWidth.Load(gradient + (3 * step) + channel);
            for (var term = terms; term < last; term++)
            {
                float* to = weightGradient + term->Weight + channel;
                var at = term->Source + channel;
                var sum = TWidth.MultiplyAdd(TWidth.Load(source + at), slope1, TWidth.Load(to));
                sum = TWidth.MultiplyAdd(TWidth.Load(source2 + at), slope2, sum);
                sum = TWidth.MultiplyAdd(TWidth.Load(source3 + at), slope3, sum);
                sum = TWidth.MultiplyAdd(TWidth.Load(source4 + at), slope4, sum);
                TWidth.Store(sum, to);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void AddPixel(ChannelTerm* terms, ChannelTerm* last, float* source, float* gradient, float* weightGradient)
    {
        nint channel = first,
            second = TWidth.Lanes,
            third = 2 * second,
            fourth = 3 * second;
        for (; channel <= end - (4 * second); channel += 4 * second)
        {
            float* slopes = gradient + channel;
            var (slope1, slope2) = (TWidth.Load(slopes), TWidth.Load(slopes + second));
            var (slope3, slope4) = (TWidth.Load(slopes + third), TWidth.Load(slopes + fourth));
            for (var term = terms; term < last; term++)
            {
                float* from = source + term->Source + channel,
                    to = weightGradient + term->Weight + channel;
                AddTo(to, TWidth.Load(from), slope1);
                AddTo(to + second, TWidth.Load(from + second), slope2);
                AddTo(to + third, TWidth.Load(from + third), slope3);
                AddTo(to + fourth, TWidth.Load(from + fourth), slope4);
            }
        }

        for (; channel < end; channel += TWidth.Lanes)
        {
            var slope = TWidth.Load(gradient + channel);
            for (var term = terms; term < last; term++)
            {
                AddTo(weightGradient + term->Weight + channel, TWidth.Load(source + term->Source + channel), slope);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void AddTo(float* sum, TVector value, TVector slope) =>
        TWidth.Store(TWidth.MultiplyAdd(value, slope, TWidth.Load(sum)), sum);
}
