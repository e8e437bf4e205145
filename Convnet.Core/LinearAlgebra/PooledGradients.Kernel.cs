using System.Runtime.Intrinsics;

namespace Convnet;

/// <content>The gradient of the weights: without lists where patches are small, else by lists of live entries.</content>
internal static partial class PooledGradients
{
    // Products a pooled value, live or not, up to which no list is made: making one takes about as long as 64.
    private const int MostTapProducts = 64;

    /// <summary>The gradient of the weights, (kernel height, kernel width, channels, filters), overwritten.</summary>
    /// <param name="images">The windows of the convolution.</param>
    /// <param name="pooling">The windows of the pooling, over (rows, columns, filters).</param>
    /// <param name="padded">The images that the convolution was given.</param>
    /// <param name="winners">(samples, pooled rows, pooled columns, filters).</param>
    /// <param name="gradient">What came back for each of the pooled values; not looked at where the winner is −1.</param>
    /// <param name="samples">How many images.</param>
    /// <param name="kernelGradient">The result.</param>
    public static void Kernel(
        PaddedImages images,
        WindowGrid pooling,
        ReadOnlySpan<float> padded,
        ReadOnlySpan<int> winners,
        ReadOnlySpan<float> gradient,
        int samples,
        Span<float> kernelGradient
    ) => Kernel(SimdKernel.Widths[0], images, pooling, padded, winners, gradient, samples, kernelGradient);

    /// <inheritdoc cref="Kernel(PaddedImages, WindowGrid, ReadOnlySpan{float}, ReadOnlySpan{int}, ReadOnlySpan{float}, int, Span{float})"/>
    internal static unsafe void Kernel(
        int width,
        PaddedImages images,
        WindowGrid pooling,
        ReadOnlySpan<float> padded,
        ReadOnlySpan<int> winners,
        ReadOnlySpan<float> gradient,
        int samples,
        Span<float> kernelGradient
    )
    {
        var patches = new PooledPatches(images, pooling);
        Check(patches, padded.Length, winners, gradient.Length, samples);
        Check("kernelGradient", kernelGradient.Length, (long)images.PatchLength * patches.Filters);
        fixed (
            float* image = padded,
                value = gradient,
                result = kernelGradient
        )
        fixed (int* winner = winners)
        {
            if (patches.Places * images.PatchLength <= MostTapProducts && patches.Filters >= 4 && patches.ArePoolsWhole)
            {
                ByTaps(width, patches, image, winner, value, samples, result);
            }
            else
            {
                ByLists(width, patches, image, padded.Length, winner, value, samples, result);
            }
        }
    }

    /// <summary>The widest vectors that so many floats fill.</summary>
    private static int FilledBy(int floats) =>
        floats < 8 ? 128
        : floats < 16 ? 256
        : 512;

    private static unsafe void ByLists(
        int width,
        PooledPatches patches,
        float* images,
        int length,
        int* winners,
        float* gradient,
        int samples,
        float* result
    )
    {
        switch (Math.Min(width, Holding(patches.Images.RunLength)))
        {
            case 512:
                PooledKernelGradient<Width512<float>, Vector512<float>>.Run(
                    patches,
                    images,
                    length,
                    winners,
                    gradient,
                    samples,
                    result
                );
                break;
            case 256:
                PooledKernelGradient<Width256<float>, Vector256<float>>.Run(
                    patches,
                    images,
                    length,
                    winners,
                    gradient,
                    samples,
                    result
                );
                break;
            default:
                PooledKernelGradient<Width128<float>, Vector128<float>>.Run(
                    patches,
                    images,
                    length,
                    winners,
                    gradient,
                    samples,
                    result
                );
                break;
        }
    }

    private static unsafe void ByTaps(
        int width,
        PooledPatches patches,
        float* images,
        int* winners,
        float* gradient,
        int samples,
        float* result
    )
    {
        switch (Math.Min(width, FilledBy(patches.Filters)))
        {
            case 512:
                PooledTapGradient<Width512<float>, Vector512<float>>.Run(
                    patches,
                    images,
                    winners,
                    gradient,
                    samples,
                    result
                );
                break;
            case 256:
                PooledTapGradient<Width256<float>, Vector256<float>>.Run(
                    patches,
                    images,
                    winners,
                    gradient,
                    samples,
                    result
                );
                break;
            default:
                PooledTapGradient<Width128<float>, Vector128<float>>.Run(
                    patches,
                    images,
                    winners,
                    gradient,
                    samples,
                    result
                );
                break;
        }
    }
}
