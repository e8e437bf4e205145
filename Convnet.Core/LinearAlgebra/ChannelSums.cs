using System.Runtime.CompilerServices;

namespace Convnet;

/// <summary>
/// The micro-kernels of <see cref="DepthwisePass"/>, over some channels of a run of pixels: four sums at a time stay in registers, each over
/// its terms in order, whatever the width.
/// </summary>
internal static unsafe class ChannelSums<TWidth, TVector>
    where TWidth : struct, IVectorWidth<TVector, float>
    where TVector : struct
{
    /// <summary>Writes Σ source · weights, over the terms, for each pixel and channel.</summary>
    /// <param name="run">The pixels.</param>
    /// <param name="channels">The channels, whole vectors of them.</param>
    /// <param name="source">What the terms count from.</param>
    /// <param name="weights">What the weights of the terms count from.</param>
    /// <param name="bias">Where each sum starts, or null.</param>
    /// <param name="target">The first pixel's first channel.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Sum(PixelRun run, Range channels, float* source, float* weights, float* bias, float* target)
    {
        var (first, end) = (channels.Start.Value, channels.End.Value);
        nint sourceStep = run.SourceStep,
            targetStep = run.Step;
        fixed (ChannelTerm* terms = run.Terms)
        {
            var last = terms + run.Terms.Length;
            var pixels = run.Count;
            for (; pixels >= 4; pixels -= 4)
            {
                float* from2 = source + sourceStep,
                    from3 = from2 + sourceStep,
                    from4 = from3 + sourceStep;
                float* to2 = target + targetStep,
                    to3 = to2 + targetStep,
                    to4 = to3 + targetStep;
                for (nint channel = first; channel < end; channel += TWidth.Lanes)
                {
                    var sum1 = bias == null ? default : TWidth.Load(bias + channel);
                    var (sum2, sum3, sum4) = (sum1, sum1, sum1);
                    for (var term = terms; term < last; term++)
                    {
                        var (weight, at) = (TWidth.Load(weights + term->Weight + channel), term->Source + channel);
                        sum1 = TWidth.MultiplyAdd(TWidth.Load(source + at), weight, sum1);
                        sum2 = TWidth.MultiplyAdd(TWidth.Load(from2 + at), weight, sum2);
                        sum3 = TWidth.MultiplyAdd(TWidth.Load(from3 + at), weight, sum3);
                        sum4 = TWidth.MultiplyAdd(TWidth.Load(from4 + at), weight, sum4);
                    }

                    TWidth.Store(sum1, target + channel);
                    TWidth.Store(sum2, to2 + channel);
                    TWidth.Store(sum3, to3 + channel);
                    TWidth.Store(sum4, to4 + channel);
                }

                source += 4 * sourceStep;
                target += 4 * targetStep;
            }

            for (; pixels > 0; pixels--)
            {
                for (nint channel = first; channel < end; channel += TWidth.Lanes)
                {
                    var sum = bias == null ? default : TWidth.Load(bias + channel);
                    for (var term = terms; term < last; term++)
                    {
                        var weight = TWidth.Load(weights + term->Weight + channel);
                        sum = TWidth.MultiplyAdd(TWidth.Load(source + term->Source + channel), weight, sum);
                    }

                    TWidth.Store(sum, target + channel);
                }

                source += sourceStep;
                target += targetStep;
            }
        }
    }

    /// <summary>Adds Σ source · gradient, over the pixels, to the gradient of the weights of each term and channel.</summary>
    /// <param name="run">The pixels.</param>
    /// <param name="channels">The channels, whole vectors of them.</param>
    /// <param name="source">What the terms count from.</param>
    /// <param name="gradient">The gradient of the first pixel's first channel.</param>
    /// <param name="weightGradient">What the weights of the terms count from.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void AddProducts(PixelRun run, Range channels, float* source, float* gradient, float* weightGradient)
    {
        var (first, end) = (channels.Start.Value, channels.End.Value);
        fixed (ChannelTerm* terms = run.Terms)
        {
            for (nint channel = first; channel < end; channel += TWidth.Lanes)
            {
                var term = terms;
                var left = run.Terms.Length;
                for (; left >= 4; left -= 4, term += 4)
                {
                    AddFour(run, term, source + channel, gradient + channel, weightGradient + channel);
                }

                for (; left > 0; left--, term++)
                {
                    AddOne(run, term, source + channel, gradient + channel, weightGradient + channel);
                }
            }
        }
    }

    private static void AddFour(PixelRun run, ChannelTerm* terms, float* source, float* gradient, float* weightGradient)
    {
        nint sourceStep = run.SourceStep,
            gradientStep = run.Step;
        float* from1 = source + terms[0].Source,
            from2 = source + terms[1].Source;
        float* from3 = source + terms[2].Source,
            from4 = source + terms[3].Source;
        TVector sum1 = default,
            sum2 = default,
            sum3 = default,
            sum4 = default;
        for (nint pixel = 0, at = 0; pixel < run.Count; pixel++, at += sourceStep)
        {
            var slope = TWidth.Load(gradient);
            sum1 = TWidth.MultiplyAdd(TWidth.Load(from1 + at), slope, sum1);
            sum2 = TWidth.MultiplyAdd(TWidth.Load(from2 + at), slope, sum2);
            sum3 = TWidth.MultiplyAdd(TWidth.Load(from3 + at), slope, sum3);
            sum4 = TWidth.MultiplyAdd(TWidth.Load(from4 + at), slope, sum4);
            gradient += gradientStep;
        }

        Add(sum1, weightGradient + terms[0].Weight);
        Add(sum2, weightGradient + terms[1].Weight);
        Add(sum3, weightGradient + terms[2].Weight);
        Add(sum4, weightGradient + terms[3].Weight);
    }

    private static void AddOne(PixelRun run, ChannelTerm* term, float* source, float* gradient, float* weightGradient)
    {
        var sum = default(TVector);
        source += term->Source;
        for (var pixel = 0; pixel < run.Count; pixel++)
        {
            sum = TWidth.MultiplyAdd(TWidth.Load(source), TWidth.Load(gradient), sum);
            source += run.SourceStep;
            gradient += run.Step;
        }

        Add(sum, weightGradient + term->Weight);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Add(TVector sum, float* target) => TWidth.Store(TWidth.Add(TWidth.Load(target), sum), target);
}
