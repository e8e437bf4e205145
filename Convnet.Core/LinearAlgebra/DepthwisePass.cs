using System.Runtime.Intrinsics;

namespace Convnet;

/// <summary>
/// A depthwise convolution or its transpose, image by image: each pixel of the target is a sum over pixels of the source, channel beside
/// channel, so that vectors run over the channels and nothing is copied.
/// </summary>
internal sealed class DepthwisePass
{
    private readonly List<(PixelRun Run, int Source, int Target)> runs = [];
    private readonly List<(int Width, int First, int End)> parts;
    private readonly int kernelSize;
    private readonly int channels;

    private DepthwisePass(
        WindowGrid grid,
        int width,
        IReadOnlyList<PlaceRun> rows,
        IReadOnlyList<PlaceRun> columns,
        Size2D source,
        Size2D target
    )
    {
        channels = grid.Channels;
        kernelSize = grid.Rows.Kernel * grid.Columns.Kernel * channels;
        (SourceSize, TargetSize) = (source.Height * source.Width * channels, target.Height * target.Width * channels);
        parts = Parts(width, channels);
        foreach (var row in rows)
        {
            var pixels = columns.Select(column => Pixels(row, column, source.Width, grid.Columns.Kernel)).ToList();
            for (var i = 0; i < row.Count; i++)
            {
                var from = i * row.SourceStep * source.Width;
                var to = (row.First + (i * row.Step)) * target.Width;
                runs.AddRange(
                    columns.Zip(pixels, (column, run) => (run, from * channels, (to + column.First) * channels))
                );
            }
        }
    }

    /// <summary>Values of one image that is summed over.</summary>
    public int SourceSize { get; }

    /// <summary>Values of one image of sums.</summary>
    public int TargetSize { get; }

    /// <summary>From images to the responses of such windows.</summary>
    /// <param name="grid">The windows.</param>
    /// <param name="width">The widest vectors to use, in bits.</param>
    public static DepthwisePass Forward(WindowGrid grid, int width) =>
        new(
            grid,
            width,
            PlaceRun.OfWindows(grid.Rows, grid.Height, grid.OutputHeight, grid.Top),
            PlaceRun.OfWindows(grid.Columns, grid.Width, grid.OutputWidth, grid.Left),
            (grid.Height, grid.Width),
            (grid.OutputHeight, grid.OutputWidth)
        );

    /// <summary>From the gradient of the responses to that of the images.</summary>
    /// <param name="grid">The windows.</param>
    /// <param name="width">The widest vectors to use, in bits.</param>
    public static DepthwisePass Backward(WindowGrid grid, int width) =>
        new(
            grid,
            width,
            PlaceRun.OfPlaces(grid.Rows, grid.Height, grid.OutputHeight, grid.Top),
            PlaceRun.OfPlaces(grid.Columns, grid.Width, grid.OutputWidth, grid.Left),
            (grid.OutputHeight, grid.OutputWidth),
            (grid.Height, grid.Width)
        );

    /// <summary>Writes all sums of one image.</summary>
    /// <param name="source">What is summed over.</param>
    /// <param name="kernel">(kernel rows, kernel columns, channels).</param>
    /// <param name="bias">Where the sums of each channel start; empty for 0.</param>
    /// <param name="target">Written whole.</param>
    public unsafe void Sum(
        ReadOnlySpan<float> source,
        ReadOnlySpan<float> kernel,
        ReadOnlySpan<float> bias,
        Span<float> target
    )
    {
        Refuse(source.Length, SourceSize);
        Refuse(kernel.Length, kernelSize);
        Refuse(bias.Length, bias.IsEmpty ? 0 : channels);
        Refuse(target.Length, TargetSize);
        fixed (
            float* from = source,
                weights = kernel,
                starts = bias,
                to = target
        )
        {
            foreach (var (run, sourceStart, targetStart) in runs)
            {
                Sum(run, from + sourceStart, weights, starts, to + targetStart);
            }
        }
    }

    /// <summary>Adds what one image gives to the gradient by the kernel.</summary>
    /// <param name="source">What was summed over.</param>
    /// <param name="gradient">The gradient of the sums.</param>
    /// <param name="kernelGradient">(kernel rows, kernel columns, channels).</param>
    public unsafe void AddKernelGradient(
        ReadOnlySpan<float> source,
        ReadOnlySpan<float> gradient,
        Span<float> kernelGradient
    )
    {
        Refuse(source.Length, SourceSize);
        Refuse(gradient.Length, TargetSize);
        Refuse(kernelGradient.Length, kernelSize);
        fixed (
            float* from = source,
                slopes = gradient,
                weights = kernelGradient
        )
        {
            foreach (var (run, sourceStart, targetStart) in runs)
            {
                AddProducts(run, from + sourceStart, slopes + targetStart, weights);
            }
        }
    }

    private unsafe void Sum(PixelRun run, float* source, float* weights, float* bias, float* target)
    {
        foreach (var (width, first, end) in parts)
        {
            switch (width)
            {
                case 512:
                    new ChannelSums<Width512<float>, Vector512<float>>(run, first, end).Sum(
                        source,
                        weights,
                        bias,
                        target
                    );
                    break;
                case 256:
                    new ChannelSums<Width256<float>, Vector256<float>>(run, first, end).Sum(
                        source,
                        weights,
                        bias,
                        target
                    );
                    break;
                case 128:
                    new ChannelSums<Width128<float>, Vector128<float>>(run, first, end).Sum(
                        source,
                        weights,
                        bias,
                        target
                    );
                    break;
                default:
                    new ChannelSums<Width32, float>(run, first, end).Sum(source, weights, bias, target);
                    break;
            }
        }
    }

    private unsafe void AddProducts(PixelRun run, float* source, float* gradient, float* weightGradient)
    {
        foreach (var (width, first, end) in parts)
        {
            switch (width)
            {
                case 512:
                    new ChannelSums<Width512<float>, Vector512<float>>(run, first, end).AddProducts(
                        source,
                        gradient,
                        weightGradient
                    );
                    break;
                case 256:
                    new ChannelSums<Width256<float>, Vector256<float>>(run, first, end).AddProducts(
                        source,
                        gradient,
                        weightGradient
                    );
                    break;
                case 128:
                    new ChannelSums<Width128<float>, Vector128<float>>(run, first, end).AddProducts(
                        source,
                        gradient,
                        weightGradient
                    );
                    break;
                default:
                    new ChannelSums<Width32, float>(run, first, end).AddProducts(source, gradient, weightGradient);
                    break;
            }
        }
    }

    /// <summary>A run of pixels in a row of sums.</summary>
    private PixelRun Pixels(PlaceRun row, PlaceRun column, int sourceWidth, int kernelWidth) =>
        new(
            column.Step * channels,
            column.Count,
            column.SourceStep * channels,
            [
                .. row.Terms.SelectMany(
                    _ => column.Terms,
                    (y, x) =>
                        new ChannelTerm(
                            ((y.Source * sourceWidth) + x.Source) * channels,
                            ((y.Kernel * kernelWidth) + x.Kernel) * channels
                        )
                ),
            ]
        );

    /// <summary>The channels in whole vectors, as many as can be of the widest, and one by one what is left.</summary>
    private static List<(int Width, int First, int End)> Parts(int width, int channels)
    {
        const int scalar = 8 * sizeof(float);
        var (parts, done) = (new List<(int, int, int)>(), 0);
        foreach (var bits in SimdKernel.Widths.Where(bits => bits <= width).Append(scalar))
        {
            var end = channels - ((channels - done) % (bits / scalar));
            if (end > done)
            {
                parts.Add((bits, done, end));
                done = end;
            }
        }

        return parts;
    }

    private static void Refuse(int length, int needed)
    {
        if (length != needed)
        {
            throw new ArgumentException($"{length} values are not the {needed} that the convolution touches.");
        }
    }
}
