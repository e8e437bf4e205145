using System.Runtime.Intrinsics;

namespace Convnet;

/// <content>The gradient of the images, and the order in which it reads the weights.</content>
internal static partial class PooledGradients
{
    /// <summary>The gradient of the images with their padding, overwritten.</summary>
    /// <param name="images">The windows of the convolution.</param>
    /// <param name="pooling">The windows of the pooling, over (rows, columns, filters).</param>
    /// <param name="kernelRuns">The weights as <see cref="PrepareRuns"/> orders them.</param>
    /// <param name="winners">(samples, pooled rows, pooled columns, filters).</param>
    /// <param name="gradient">What came back for each of the pooled values; not looked at where the winner is −1.</param>
    /// <param name="samples">How many images.</param>
    /// <param name="padded">The result: samples times <see cref="PaddedImages.ImageSize"/>.</param>
    public static void Input(
        PaddedImages images,
        WindowGrid pooling,
        ReadOnlySpan<float> kernelRuns,
        ReadOnlySpan<int> winners,
        ReadOnlySpan<float> gradient,
        int samples,
        Span<float> padded
    ) => Input(SimdKernel.Widths[0], images, pooling, kernelRuns, winners, gradient, samples, padded);

    /// <inheritdoc cref="Input(PaddedImages, WindowGrid, ReadOnlySpan{float}, ReadOnlySpan{int}, ReadOnlySpan{float}, int, Span{float})"/>
    internal static unsafe void Input(
        int width,
        PaddedImages images,
        WindowGrid pooling,
        ReadOnlySpan<float> kernelRuns,
        ReadOnlySpan<int> winners,
        ReadOnlySpan<float> gradient,
        int samples,
        Span<float> padded
    )
    {
        var patches = new PooledPatches(images, pooling);
        Check(patches, padded.Length, winners, gradient.Length, samples);
        Check("kernelRuns", kernelRuns.Length, RunsLength(images, patches.Filters));
        padded[..(samples * images.ImageSize)].Clear();
        fixed (
            float* runs = kernelRuns,
                value = gradient,
                result = padded
        )
        fixed (int* winner = winners)
        {
            switch (Math.Min(width, Holding(images.RunLength)))
            {
                case 512:
                    PooledInputGradient<Width512<float>, Vector512<float>>.Run(
                        patches,
                        runs,
                        winner,
                        value,
                        samples,
                        result
                    );
                    break;
                case 256:
                    PooledInputGradient<Width256<float>, Vector256<float>>.Run(
                        patches,
                        runs,
                        winner,
                        value,
                        samples,
                        result
                    );
                    break;
                default:
                    PooledInputGradient<Width128<float>, Vector128<float>>.Run(
                        patches,
                        runs,
                        winner,
                        value,
                        samples,
                        result
                    );
                    break;
            }
        }
    }

    /// <summary>Values of the weights in the order that <see cref="Input(PaddedImages, WindowGrid, ReadOnlySpan{float}, ReadOnlySpan{int}, ReadOnlySpan{float}, int, Span{float})"/> reads.</summary>
    public static long RunsLength(PaddedImages images, int filters) =>
        (long)images.Grid.Rows.Kernel * filters * RunStep(images);

    /// <summary>Orders weights (kernel height, kernel width, channels, filters) as [kernel row][filter][kernel column · channel], each run filled up with zeros.</summary>
    public static unsafe void PrepareRuns(
        PaddedImages images,
        int filters,
        ReadOnlySpan<float> kernel,
        Span<float> kernelRuns
    )
    {
        var (height, length, step) = (images.Grid.Rows.Kernel, images.RunLength, RunStep(images));
        Check("kernel", kernel.Length, (long)images.PatchLength * filters);
        Check("kernelRuns", kernelRuns.Length, RunsLength(images, filters));
        fixed (
            float* source = kernel,
                target = kernelRuns
        )
        {
            for (var row = 0; row < height; row++)
            {
                float* from = source + ((nint)row * length * filters);
                float* to = target + ((nint)row * filters * step);
                Packing<Width128<float>, Vector128<float>, float>.Transpose(from, filters, length, filters, to, step);
                for (var filter = 0; filter < filters && step > length; filter++)
                {
                    new Span<float>(to + ((nint)filter * step) + length, step - length).Clear();
                }
            }
        }
    }

    /// <summary>From one run of the ordered weights to the next: whole vectors of every width.</summary>
    internal static int RunStep(PaddedImages images) => (images.RunLength + 15) / 16 * 16;
}
