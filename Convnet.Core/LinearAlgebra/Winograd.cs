using System.Runtime.Intrinsics;

namespace Convnet;

/// <summary>
/// A convolution with kernels of 3×3, stride 1, in one group, by Winograd's algorithm F(m×m, 3×3): the outputs are cut into tiles of m×m, and
/// each tile takes (m + 2)² products a pair of channel and filter where the sum over its windows takes 9m².
/// </summary>
/// <remarks>
/// Y = Aᵀ[Σ (GgGᵀ) ⊙ (BᵀdB)]A, the sum over the channels being one matrix product for each of the (m + 2)² values of a tile: Lavin and Gray,
/// "Fast Algorithms for Convolutional Neural Networks" (2016). The gradients are the exact adjoints of these steps. A sample's outputs and
/// input gradients have the bits that it gets alone, where the provider's products have them.
/// </remarks>
/// <param name="Images">The windows; <see cref="Fits"/> says which.</param>
/// <param name="Filters">Filters of the kernel.</param>
/// <param name="Tile">m: 2, 3 or 4.</param>
internal readonly record struct Winograd(PaddedImages Images, int Filters, int Tile)
{
    private const int KernelSize = 3;

    /// <summary>Products that are made at once: half a megabyte, half of an L2 cache of today.</summary>
    private const int ValuesAtOnce = 1 << 17;

    private const int LeastRows = 64;

    /// <summary>Bits of the vectors that transform; the products have their own.</summary>
    public int Width { get; init; } = SimdKernel.Widths[0];

    /// <summary>Products of a tile for each pair of channel and filter, and so the number of planes.</summary>
    public int Planes => (Tile + KernelSize - 1) * (Tile + KernelSize - 1);

    /// <summary>Tiles of an image; the last ones may stick out of its windows.</summary>
    public int Tiles => Outputs.Count;

    /// <summary>Values of a prepared kernel.</summary>
    public int PreparedLength => WinogradPlanes.LengthOf(Planes, Channels, Filters);

    private int KernelLength => KernelSize * KernelSize * Channels * Filters;

    private int Channels => Images.Grid.Channels;

    private IWinogradTransforms Transforms => WinogradKernels.Choose(Tile, Width);

    private TileView Outputs => View(Images.Grid.OutputHeight, Images.Grid.OutputWidth, Filters);

    private TileView Inputs => View(Images.Height, Images.Width, Channels);

    /// <summary>True for windows of 3×3 that lie whole in their padded image, one pixel apart.</summary>
    public static bool Fits(WindowGrid grid) =>
        grid.Rows is { Kernel: KernelSize, Stride: 1, Dilation: 1 }
        && grid.Columns is { Kernel: KernelSize, Stride: 1, Dilation: 1 };

    /// <summary>Planes of (channels, filters) over <see cref="PreparedLength"/> values: of a prepared kernel, or of sums of kernel gradients.</summary>
    public WinogradPlanes KernelPlanes(ArraySegment<float> memory) =>
        WinogradPlanes.Over(memory, Planes, Channels, Filters);

    /// <summary>Planes of (filters, channels) over <see cref="PreparedLength"/> values: of a transposed kernel.</summary>
    public WinogradPlanes TransposedPlanes(ArraySegment<float> memory) =>
        WinogradPlanes.Over(memory, Planes, Filters, Channels);

    /// <summary>A share of GgGᵀ for each pair of channel and filter. Once a step; shares may run at the same time.</summary>
    /// <param name="kernel">(3, 3, channels, filters).</param>
    /// <param name="prepared">Of <see cref="KernelPlanes"/>: written.</param>
    /// <param name="share">Which share of the channels.</param>
    /// <param name="shares">How many there are.</param>
    public unsafe void Prepare(ReadOnlySpan<float> kernel, WinogradPlanes prepared, int share = 0, int shares = 1)
    {
        Check(nameof(kernel), kernel.Length, KernelLength);
        Check(nameof(prepared), prepared, Channels, Filters);
        var (start, end) = Share(share, shares);
        var (offset, count) = (start * Filters, (end - start) * Filters);
        fixed (
            float* from = kernel,
                to = prepared.Storage.AsSpan()
        )
        {
            Transforms.Kernel(from + offset, Channels * Filters, count, to + offset, prepared.Stride);
        }
    }

    /// <summary>A share of a prepared kernel with filters before channels, for <see cref="InputGradient"/>.</summary>
    /// <param name="prepared">What <see cref="Prepare"/> made of the same share.</param>
    /// <param name="transposed">Of <see cref="TransposedPlanes"/>: written.</param>
    /// <param name="share">Which share of the channels.</param>
    /// <param name="shares">How many there are.</param>
    public unsafe void Transpose(WinogradPlanes prepared, WinogradPlanes transposed, int share = 0, int shares = 1)
    {
        Check(nameof(prepared), prepared, Channels, Filters);
        Check(nameof(transposed), transposed, Filters, Channels);
        var (start, end) = Share(share, shares);
        fixed (
            float* from = prepared.Storage.AsSpan(),
                to = transposed.Storage.AsSpan()
        )
        {
            for (var plane = 0; plane < Planes; plane++)
            {
                var source = from + ((nint)plane * prepared.Stride) + (start * Filters);
                var target = to + ((nint)plane * transposed.Stride) + start;
                Packing<Width128<float>, Vector128<float>, float>.Transpose(
                    source,
                    Filters,
                    end - start,
                    Filters,
                    target,
                    Channels
                );
            }
        }
    }

    /// <summary>The responses (samples, rows, columns, filters), without bias, where no gradient will be asked for.</summary>
    /// <param name="padded">(samples, height, width, channels), with the padding of <see cref="Images"/>.</param>
    /// <param name="kernel">Of <see cref="Prepare"/>.</param>
    public Tensor Forward(Tensor padded, WinogradPlanes kernel) => Forward(padded, kernel, null);

    /// <summary>The responses (samples, rows, columns, filters), without bias.</summary>
    /// <param name="padded">(samples, height, width, channels), with the padding of <see cref="Images"/>.</param>
    /// <param name="kernel">Of <see cref="Prepare"/>.</param>
    /// <param name="transformed">
    /// BᵀdB of every tile for <see cref="AddKernelGradient"/>: planes of (samples · tiles, channels), ((m + 2)/m)² values for each response's window
    /// and channel.
    /// </param>
    public Tensor Forward(Tensor padded, WinogradPlanes kernel, out WinogradPlanes transformed) =>
        Forward(padded, kernel, transformed = Rent(padded.Samples, Channels));

    /// <summary>AyAᵀ, which both gradients start from: planes of (samples · tiles, filters).</summary>
    /// <param name="gradient">The gradient by the responses (samples, rows, columns, filters).</param>
    public unsafe WinogradPlanes TransformGradient(Tensor gradient)
    {
        var outputs = Outputs;
        Check(nameof(gradient), gradient.Values.Length, gradient.Samples * outputs.ImageSize);
        var planes = Rent(gradient.Samples, Filters);
        fixed (
            float* from = gradient.Values,
                to = planes.Storage.AsSpan()
        )
        {
            Transforms.OutputAdjoint(outputs, gradient.Samples, from, to, planes.Stride);
        }

        return planes;
    }

    /// <summary>Inputᵀ · gradient for each plane, the first half of the kernel gradient: sums over slices may be taken before <see cref="KernelGradient"/>.</summary>
    /// <param name="transformed">Of <see cref="Forward(Tensor, WinogradPlanes, out WinogradPlanes)"/>.</param>
    /// <param name="gradient">Of <see cref="TransformGradient"/>, of the same samples.</param>
    /// <param name="beta">What the old sum is multiplied by; 0 overwrites it.</param>
    /// <param name="sum">Of <see cref="KernelPlanes"/>: written.</param>
    public void AddKernelGradient(WinogradPlanes transformed, WinogradPlanes gradient, float beta, WinogradPlanes sum)
    {
        Check(nameof(transformed), transformed, gradient.Rows, Channels);
        Check(nameof(gradient), gradient, gradient.Rows, Filters);
        Check(nameof(sum), sum, Channels, Filters);
        WinogradPlanes.Multiply(true, transformed, gradient, beta, sum);
    }

    /// <summary>GᵀuG for a share of the channels: the gradient by the kernel.</summary>
    /// <param name="sum">Of <see cref="AddKernelGradient"/>.</param>
    /// <param name="kernelGradient">(3, 3, channels, filters): written.</param>
    /// <param name="share">Which share of the channels.</param>
    /// <param name="shares">How many there are.</param>
    public unsafe void KernelGradient(WinogradPlanes sum, Span<float> kernelGradient, int share = 0, int shares = 1)
    {
        Check(nameof(sum), sum, Channels, Filters);
        Check(nameof(kernelGradient), kernelGradient.Length, KernelLength);
        var (start, end) = Share(share, shares);
        var (offset, count) = (start * Filters, (end - start) * Filters);
        fixed (
            float* from = sum.Storage.AsSpan(),
                to = kernelGradient
        )
        {
            Transforms.KernelAdjoint(to + offset, Channels * Filters, count, from + offset, sum.Stride);
        }
    }

    /// <summary>The gradient by the padded images: BvBᵀ of gradient · kernelᵀ, added up where tiles overlap.</summary>
    /// <param name="gradient">Of <see cref="TransformGradient"/>.</param>
    /// <param name="transposed">Of <see cref="Transpose"/>.</param>
    public unsafe Tensor InputGradient(WinogradPlanes gradient, WinogradPlanes transposed)
    {
        Check(nameof(gradient), gradient, gradient.Rows, Filters);
        Check(nameof(transposed), transposed, Filters, Channels);
        var (inputs, transforms, tiles) = (Inputs, Transforms, Tiles);
        var padded = Tensor.Cleared([gradient.Rows / tiles, inputs.Height, inputs.Width, Channels]);
        var most = SamplesAtOnce(Channels, padded.Samples);
        var memory = WinogradScratch.Rent(LengthOf(most, Channels));
        fixed (float* to = padded.Writable)
        {
            for (var start = 0; start < padded.Samples; start += most)
            {
                var count = Math.Min(most, padded.Samples - start);
                var products = WinogradPlanes.Over(memory, Planes, count * tiles, Channels);
                var part = gradient.Part(start * tiles, count * tiles);
                WinogradPlanes.Multiply(false, part, transposed, 0, products);
                fixed (float* from = products.Storage.AsSpan())
                {
                    transforms.InputAdjoint(inputs, count, to + (start * inputs.ImageSize), from, products.Stride);
                }
            }
        }

        return padded;
    }

    // A few samples at a time, so that their planes stay in the second-level cache between the steps.
    private unsafe Tensor Forward(Tensor padded, WinogradPlanes kernel, WinogradPlanes? kept)
    {
        var (inputs, outputs, transforms, tiles) = (Inputs, Outputs, Transforms, Tiles);
        Check(nameof(padded), padded.Values.Length, padded.Samples * inputs.ImageSize);
        Check(nameof(kernel), kernel, Channels, Filters);
        var responses = Tensor.Uninitialized([padded.Samples, outputs.Height, outputs.Width, Filters]);
        var most = SamplesAtOnce(Filters, padded.Samples);
        var (length, inputLength) = (LengthOf(most, Filters), kept is null ? LengthOf(most, Channels) : 0);
        var memory = WinogradScratch.Rent(length + inputLength);
        fixed (
            float* from = padded.Values,
                to = responses.Writable
        )
        {
            for (var start = 0; start < padded.Samples; start += most)
            {
                var count = Math.Min(most, padded.Samples - start);
                var products = WinogradPlanes.Over(memory[..length], Planes, count * tiles, Filters);
                var input =
                    kept?.Part(start * tiles, count * tiles)
                    ?? WinogradPlanes.Over(memory[length..], Planes, count * tiles, Channels);
                fixed (
                    float* transformed = input.Storage.AsSpan(),
                        product = products.Storage.AsSpan()
                )
                {
                    transforms.Input(inputs, count, from + (start * inputs.ImageSize), transformed, input.Stride);
                    WinogradPlanes.Multiply(false, input, kernel, 0, products);
                    transforms.Output(outputs, count, to + (start * outputs.ImageSize), product, products.Stride);
                }
            }
        }

        return responses;
    }

    private TileView View(int height, int width, int channels) =>
        new(height, width, channels, Tile, Ceiling(Images.Grid.OutputHeight), Ceiling(Images.Grid.OutputWidth));

    private int Ceiling(int outputs) => (outputs + Tile - 1) / Tile;

    private (int Start, int End) Share(int share, int shares) =>
        ((int)((long)Channels * share / shares), (int)((long)Channels * (share + 1) / shares));

    private WinogradPlanes Rent(int samples, int columns) =>
        WinogradPlanes.Over(
            Tensor.Uninitialized([LengthOf(samples, columns)]).Storage,
            Planes,
            samples * Tiles,
            columns
        );

    private int LengthOf(int samples, int columns) => WinogradPlanes.LengthOf(Planes, samples * Tiles, columns);

    // Products of few rows read the kernel more often than they multiply by it.
    private int SamplesAtOnce(int columns, int samples) =>
        Math.Clamp(Math.Max(ValuesAtOnce / (Planes * Tiles * columns), 1 + (LeastRows / Tiles)), 1, samples);

    private static void Check(string name, int given, int needed)
    {
        if (given < needed)
        {
            throw new ArgumentException(
                $"{name} takes {needed:N0} values, but was given {given:N0}. Pass it whole.",
                name
            );
        }
    }

    private void Check(string name, WinogradPlanes given, int rows, int columns)
    {
        if (given.Count != Planes || given.Rows != rows || given.Columns != columns)
        {
            throw new ArgumentException(
                $"{name} takes {Planes} planes of {rows} × {columns}, but was given {given.Count} of {given.Rows} × {given.Columns}. "
                    + "Pass what the same Winograd made.",
                name
            );
        }
    }
}
