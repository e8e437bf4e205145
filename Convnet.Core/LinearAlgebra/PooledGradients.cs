using System.Globalization;
using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.Intrinsics;

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
internal static class PooledGradients
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

    /// <summary>The narrowest vectors that hold so many floats in one, which are the fastest.</summary>
    private static int Holding(int floats) =>
        floats <= 4 ? 128
        : floats <= 8 ? 256
        : 512;

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
