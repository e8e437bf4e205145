using System.Runtime.Intrinsics;

namespace Convnet;

/// <summary>
/// Convolution without patches: the micro-kernel of matrix products reads the images themselves, in which the rows of a window are runs
/// (implicit GEMM). For windows without dilation over images with their padding around them; any kernel and stride.
/// </summary>
/// <remarks>
/// Kernels are matrices of one column a filter, (kernel rows · kernel columns · channels, filters), their rows as long as
/// <see cref="RowLength"/> says; see <see cref="Spread"/>.
/// </remarks>
internal static class DirectConvolution
{
    /// <summary>The length of a row of so many columns, rounded up to whole vectors of the widest kind.</summary>
    public static int RowLength(int columns) => (columns + 15) / 16 * 16;

    /// <summary>The rows of a matrix, each as long as <see cref="RowLength"/> says.</summary>
    public static void Spread(ReadOnlySpan<float> matrix, int columns, Span<float> spread)
    {
        for (int from = 0, to = 0; from < matrix.Length; from += columns, to += RowLength(columns))
        {
            matrix.Slice(from, columns).CopyTo(spread[to..]);
        }
    }

    /// <summary>The responses of some rows of windows of one image: (rows, columns, filters).</summary>
    /// <param name="images">The windows over the images.</param>
    /// <param name="image">One image with its padding.</param>
    /// <param name="firstRow">The first row of windows.</param>
    /// <param name="rows">How many rows.</param>
    /// <param name="kernel">Spread rows of (patch, filters).</param>
    /// <param name="filters">How many filters.</param>
    /// <param name="responses">What is written.</param>
    public static unsafe void Responses(
        PaddedImages images,
        ReadOnlySpan<float> image,
        int firstRow,
        int rows,
        ReadOnlySpan<float> kernel,
        int filters,
        Span<float> responses
    )
    {
        Refuse(image.Length, images.ImageSize);
        Refuse(kernel.Length, images.PatchLength * RowLength(filters));
        Refuse(responses.Length, rows * images.Grid.OutputWidth * filters);
        fixed (
            float* a = image[images.Offset(firstRow, 0)..],
                b = kernel,
                c = responses
        )
        {
            switch (SimdKernel.Widths[0])
            {
                case 512:
                    Passes<Width512<float>, Vector512<float>>.Responses(images, a, rows, b, filters, c);
                    break;
                case 256:
                    Passes<Width256<float>, Vector256<float>>.Responses(images, a, rows, b, filters, c);
                    break;
                default:
                    Passes<Width128<float>, Vector128<float>>.Responses(images, a, rows, b, filters, c);
                    break;
            }
        }
    }

    /// <summary>Adds the gradient by the kernel that comes of one image: (patch, filters).</summary>
    /// <param name="images">The windows over the images.</param>
    /// <param name="image">One image with its padding.</param>
    /// <param name="gradient">Spread rows of (windows, filters).</param>
    /// <param name="filters">How many filters.</param>
    /// <param name="kernelGradient">What is added to, or written where <paramref name="adds"/> is false.</param>
    /// <param name="adds">Whether there is something to add to.</param>
    public static unsafe void AddKernelGradient(
        PaddedImages images,
        ReadOnlySpan<float> image,
        ReadOnlySpan<float> gradient,
        int filters,
        Span<float> kernelGradient,
        bool adds
    )
    {
        Refuse(image.Length, images.ImageSize);
        Refuse(gradient.Length, images.Grid.Count * RowLength(filters));
        Refuse(kernelGradient.Length, images.PatchLength * filters);
        fixed (
            float* a = image,
                b = gradient,
                c = kernelGradient
        )
        {
            switch (SimdKernel.Widths[0])
            {
                case 512:
                    Passes<Width512<float>, Vector512<float>>.KernelGradient(images, a, b, filters, adds ? 1 : 0, c);
                    break;
                case 256:
                    Passes<Width256<float>, Vector256<float>>.KernelGradient(images, a, b, filters, adds ? 1 : 0, c);
                    break;
                default:
                    Passes<Width128<float>, Vector128<float>>.KernelGradient(images, a, b, filters, adds ? 1 : 0, c);
                    break;
            }
        }
    }

    /// <summary>Adds the gradient by one image.</summary>
    /// <param name="images">The windows over the images.</param>
    /// <param name="gradient">(windows, filters).</param>
    /// <param name="taps">For each place of the kernel spread rows of (filters, channels); see <see cref="Transpose"/>.</param>
    /// <param name="filters">How many filters.</param>
    /// <param name="imageGradient">One image with its padding, which is added to.</param>
    public static unsafe void AddImageGradient(
        PaddedImages images,
        ReadOnlySpan<float> gradient,
        ReadOnlySpan<float> taps,
        int filters,
        Span<float> imageGradient
    )
    {
        Refuse(gradient.Length, images.Grid.Count * filters);
        Refuse(taps.Length, TapsLength(images, filters));
        Refuse(imageGradient.Length, images.ImageSize);
        fixed (
            float* a = gradient,
                b = taps,
                c = imageGradient
        )
        {
            switch (SimdKernel.Widths[0])
            {
                case 512:
                    Passes<Width512<float>, Vector512<float>>.ImageGradient(images, a, b, filters, c);
                    break;
                case 256:
                    Passes<Width256<float>, Vector256<float>>.ImageGradient(images, a, b, filters, c);
                    break;
                default:
                    Passes<Width128<float>, Vector128<float>>.ImageGradient(images, a, b, filters, c);
                    break;
            }
        }
    }

    /// <summary>The length of what <see cref="Transpose"/> writes.</summary>
    public static int TapsLength(PaddedImages images, int filters) =>
        images.Grid.Rows.Kernel * images.Grid.Columns.Kernel * filters * RowLength(images.Grid.Channels);

    /// <summary>For each place of the kernel spread rows of (filters, channels), from (places, channels, filters).</summary>
    public static void Transpose(PaddedImages images, ReadOnlySpan<float> kernel, int filters, Span<float> taps)
    {
        var (channels, row) = (images.Grid.Channels, RowLength(images.Grid.Channels));
        for (var place = 0; place < images.Grid.Rows.Kernel * images.Grid.Columns.Kernel; place++)
        {
            Transposition.Write(
                kernel.Slice(place * channels * filters, channels * filters),
                channels,
                filters,
                taps[(place * filters * row)..],
                row
            );
        }
    }

    private static void Refuse(int length, int needed)
    {
        if (length < needed)
        {
            throw new ArgumentException($"{length} values are fewer than the {needed} that the convolution touches.");
        }
    }

    private static unsafe class Passes<TWidth, TVector>
        where TWidth : struct, IVectorWidth<TVector, float>
        where TVector : struct
    {
        public static void Responses(PaddedImages images, float* a, int rows, float* kernel, int filters, float* c)
        {
            var (grid, run) = (images.Grid, images.RunLength);
            var strip = new Strip(images.WindowStep, 1, run, grid.Rows.Kernel, images.RowLength - run);
            var product = new StripProduct<TWidth, TVector>(
                strip,
                grid.OutputWidth,
                filters,
                RowLength(filters),
                filters
            );
            for (var row = 0; row < rows; row++)
            {
                product.Multiply(a, kernel, 0, c);
                a += grid.Rows.Stride * images.RowLength;
                c += grid.OutputWidth * filters;
            }
        }

        // Kernel row by kernel row: the pixels under it, transposed, times the gradient, over all windows.
        public static void KernelGradient(
            PaddedImages images,
            float* image,
            float* gradient,
            int filters,
            float beta,
            float* c
        )
        {
            var (grid, step) = (images.Grid, images.WindowStep);
            var next = (grid.Rows.Stride * images.RowLength) - (grid.OutputWidth * step);
            var strip = new Strip(1, step, grid.OutputWidth, grid.OutputHeight, next);
            var product = new StripProduct<TWidth, TVector>(
                strip,
                images.RunLength,
                filters,
                RowLength(filters),
                filters
            );
            for (var row = 0; row < grid.Rows.Kernel; row++)
            {
                product.Multiply(
                    image + (row * images.RowLength),
                    gradient,
                    beta,
                    c + (row * images.RunLength * filters)
                );
            }
        }

        // Place by place of the kernel: a row of windows' gradients times its weights, added to the pixels there.
        public static void ImageGradient(PaddedImages images, float* gradient, float* taps, int filters, float* image)
        {
            var grid = images.Grid;
            var (channels, bStep) = (grid.Channels, RowLength(grid.Channels));
            var strip = new Strip(filters, 1, filters);
            var product = new StripProduct<TWidth, TVector>(
                strip,
                grid.OutputWidth,
                channels,
                bStep,
                images.WindowStep
            );
            for (var y = 0; y < grid.OutputHeight; y++)
            {
                float* b = taps;
                float* pixels = image + images.Offset(y, 0);
                for (var row = 0; row < grid.Rows.Kernel; row++)
                {
                    for (var column = 0; column < grid.Columns.Kernel; column++)
                    {
                        product.Multiply(gradient, b, 1, pixels + (row * images.RowLength) + (column * channels));
                        b += filters * bStep;
                    }
                }

                gradient += grid.OutputWidth * filters;
            }
        }
    }
}
