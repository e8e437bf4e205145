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

    /// <summary>Bits of the vectors that transform; the products have their own.</summary>
    public int Width { get; init; } = SimdKernel.Widths[0];

    /// <summary>Products of a tile for each pair of channel and filter, and so the number of planes.</summary>
    public int Planes => (Tile + KernelSize - 1) * (Tile + KernelSize - 1);

    /// <summary>Tiles of an image; the last ones may stick out of its windows.</summary>
    public int Tiles => Outputs.Count;

    /// <summary>Values of a prepared kernel.</summary>
    public int PreparedLength => WinogradPlanes.LengthOf(Planes, Channels, Filters);

    private int Channels => Images.Grid.Channels;

    private IWinogradTransforms Transforms => WinogradKernels.Choose(Tile, Width);

    private TileView Outputs => View(Images.Grid.OutputHeight, Images.Grid.OutputWidth, Filters);

    private TileView Inputs => View(Images.Height, Images.Width, Channels);

    /// <summary>True for windows of 3×3 that lie whole in their padded image, one pixel apart.</summary>
    public static bool Fits(WindowGrid grid) =>
        grid.Rows is { Kernel: KernelSize, Stride: 1, Dilation: 1 }
        && grid.Columns is { Kernel: KernelSize, Stride: 1, Dilation: 1 };

    /// <summary>A share of GgGᵀ for each pair of channel and filter: a plane holds (channels, filters). Once a step; shares may run at the same time.</summary>
    /// <param name="kernel">(3, 3, channels, filters).</param>
    /// <param name="prepared"><see cref="PreparedLength"/> values.</param>
    /// <param name="share">Which share of the channels.</param>
    /// <param name="shares">How many there are.</param>
    public unsafe void Prepare(ReadOnlySpan<float> kernel, ArraySegment<float> prepared, int share = 0, int shares = 1)
    {
        Check(nameof(kernel), kernel.Length, KernelSize * KernelSize * Channels * Filters);
        Check(nameof(prepared), prepared.Count, PreparedLength);
        var planes = new WinogradPlanes(prepared, Planes, Channels, Filters);
        var (start, end) = Share(share, shares);
        fixed (
            float* from = kernel,
                to = prepared.AsSpan()
        )
        {
            var offset = start * Filters;
            Transforms.Kernel(from + offset, Channels * Filters, (end - start) * Filters, to + offset, planes.Stride);
        }
    }

    /// <summary>A share of a prepared kernel, its planes transposed to (filters, channels), for <see cref="InputGradient"/>.</summary>
    /// <param name="prepared">What <see cref="Prepare"/> made of the same share.</param>
    /// <param name="transposed"><see cref="PreparedLength"/> values.</param>
    /// <param name="share">Which share of the channels.</param>
    /// <param name="shares">How many there are.</param>
    public unsafe void Transpose(
        ArraySegment<float> prepared,
        ArraySegment<float> transposed,
        int share = 0,
        int shares = 1
    )
    {
        Check(nameof(prepared), prepared.Count, PreparedLength);
        Check(nameof(transposed), transposed.Count, PreparedLength);
        var (start, end) = Share(share, shares);
        var stride = new WinogradPlanes(prepared, Planes, Channels, Filters).Stride;
        fixed (
            float* from = prepared.AsSpan(),
                to = transposed.AsSpan()
        )
        {
            for (var plane = 0; plane < Planes; plane++)
            {
                var source = from + ((nint)plane * stride) + (start * Filters);
                Packing<Width128<float>, Vector128<float>, float>.Transpose(
                    source,
                    Filters,
                    end - start,
                    Filters,
                    to + ((nint)plane * stride) + start,
                    Channels
                );
            }
        }
    }

    /// <summary>BᵀdB: a plane holds (samples · tiles, channels). The kernel gradient needs it again.</summary>
    /// <param name="padded">(samples, height, width, channels), with the padding of <see cref="Images"/>.</param>
    public unsafe WinogradPlanes TransformInput(Tensor padded)
    {
        Check(nameof(padded), padded.Values.Length, padded.Samples * Images.ImageSize);
        var planes = Rent(padded.Samples, Channels);
        fixed (
            float* from = padded.Values,
                to = planes.Storage.AsSpan()
        )
        {
            Transforms.Input(Inputs, padded.Samples, from, to, planes.Stride);
        }

        return planes;
    }

    /// <summary>The responses (samples, rows, columns, filters), without bias.</summary>
    /// <param name="input">Of <see cref="TransformInput"/>.</param>
    /// <param name="prepared">Of <see cref="Prepare"/>.</param>
    public unsafe Tensor Responses(WinogradPlanes input, ArraySegment<float> prepared)
    {
        var kernel = new WinogradPlanes(prepared, Planes, Channels, Filters);
        var products = Scratch(input.Rows, Filters);
        WinogradPlanes.Multiply(false, input, false, kernel, 0, products);

        var outputs = Outputs;
        var responses = Tensor.Uninitialized([input.Rows / Tiles, outputs.Height, outputs.Width, Filters]);
        fixed (
            float* to = responses.Writable,
                from = products.Storage.AsSpan()
        )
        {
            Transforms.Output(outputs, responses.Samples, to, from, products.Stride);
        }

        return responses;
    }

    /// <summary>AyAᵀ, which both gradients start from: a plane holds (samples · tiles, filters).</summary>
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

    /// <summary>Inputᵀ · gradient for each plane, the first half of the kernel gradient: sums of it over slices may be taken before <see cref="KernelGradient"/>.</summary>
    /// <param name="input">Of <see cref="TransformInput"/>.</param>
    /// <param name="gradient">Of <see cref="TransformGradient"/>, of the same samples.</param>
    /// <param name="beta">What the old sum is multiplied by; 0 overwrites it.</param>
    /// <param name="sum"><see cref="PreparedLength"/> values: a plane holds (channels, filters).</param>
    public void AddKernelGradient(WinogradPlanes input, WinogradPlanes gradient, float beta, ArraySegment<float> sum) =>
        WinogradPlanes.Multiply(true, input, false, gradient, beta, new(sum, Planes, Channels, Filters));

    /// <summary>GᵀuG of a share of the channels: the gradient by the kernel.</summary>
    /// <param name="sum">Of <see cref="AddKernelGradient"/>.</param>
    /// <param name="kernelGradient">(3, 3, channels, filters).</param>
    /// <param name="share">Which share of the channels.</param>
    /// <param name="shares">How many there are.</param>
    public unsafe void KernelGradient(
        ArraySegment<float> sum,
        Span<float> kernelGradient,
        int share = 0,
        int shares = 1
    )
    {
        Check(nameof(sum), sum.Count, PreparedLength);
        Check(nameof(kernelGradient), kernelGradient.Length, KernelSize * KernelSize * Channels * Filters);
        var (start, end) = Share(share, shares);
        var planes = new WinogradPlanes(sum, Planes, Channels, Filters);
        fixed (
            float* from = sum.AsSpan(),
                to = kernelGradient
        )
        {
            var offset = start * Filters;
            Transforms.KernelAdjoint(
                to + offset,
                Channels * Filters,
                (end - start) * Filters,
                from + offset,
                planes.Stride
            );
        }
    }

    /// <summary>The gradient by the padded images: BvBᵀ of gradient · kernelᵀ, added up where tiles overlap.</summary>
    /// <param name="gradient">Of <see cref="TransformGradient"/>.</param>
    /// <param name="transposed">Of <see cref="Transpose"/>.</param>
    public unsafe Tensor InputGradient(WinogradPlanes gradient, ArraySegment<float> transposed)
    {
        var kernel = new WinogradPlanes(transposed, Planes, Filters, Channels);
        var products = Scratch(gradient.Rows, Channels);
        WinogradPlanes.Multiply(false, gradient, false, kernel, 0, products);

        var inputs = Inputs;
        var padded = Tensor.Cleared([gradient.Rows / Tiles, inputs.Height, inputs.Width, Channels]);
        fixed (
            float* to = padded.Writable,
                from = products.Storage.AsSpan()
        )
        {
            Transforms.InputAdjoint(inputs, padded.Samples, to, from, products.Stride);
        }

        return padded;
    }

    private TileView View(int height, int width, int channels) =>
        new(height, width, channels, Tile, Ceiling(Images.Grid.OutputHeight), Ceiling(Images.Grid.OutputWidth));

    private int Ceiling(int outputs) => (outputs + Tile - 1) / Tile;

    private (int Start, int End) Share(int share, int shares) =>
        ((int)((long)Channels * share / shares), (int)((long)Channels * (share + 1) / shares));

    private WinogradPlanes Rent(int samples, int columns)
    {
        var rows = samples * Tiles;
        var length = WinogradPlanes.LengthOf(Planes, rows, columns);
        return new(Tensor.Uninitialized([length]).Storage, Planes, rows, columns);
    }

    private WinogradPlanes Scratch(int rows, int columns) =>
        new(WinogradScratch.Rent(WinogradPlanes.LengthOf(Planes, rows, columns)), Planes, rows, columns);

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
}
