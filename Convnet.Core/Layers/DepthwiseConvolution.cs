namespace Convnet;

/// <summary>
/// A convolution of each channel on its own, with <paramref name="Multiplier"/> kernels each: output channel c·multiplier + m is that of
/// channel c with its kernel m. Several kernels are computed as one each over copies of the channels.
/// </summary>
/// <param name="Grid">The windows over the images.</param>
/// <param name="Multiplier">Kernels for each channel.</param>
internal sealed record DepthwiseConvolution(WindowGrid Grid, int Multiplier)
{
    /// <summary>The widest vectors to use, in bits; the bits of the results are the same for all.</summary>
    public int Width { get; init; } = SimdKernel.Widths[0];

    /// <summary>The shape of the responses to one image.</summary>
    public Shape OutputShape => [Grid.OutputHeight, Grid.OutputWidth, Channels];

    /// <summary>The shape of the kernel.</summary>
    public Shape KernelShape => [Grid.Rows.Kernel, Grid.Columns.Kernel, Grid.Channels, Multiplier];

    // Too many for a shape, which then says so, in place of wrapping around.
    private int Channels => (int)Math.Min(int.MaxValue, (long)Grid.Channels * Multiplier);

    private WindowGrid Spread => Grid.WithChannels(Channels);

    /// <summary>(samples, rows, columns, channels · multiplier), with the bias where there is one.</summary>
    public Tensor Responses(Tensor input, Tensor kernel, Tensor? bias)
    {
        var pass = DepthwisePass.Forward(Spread, Width);
        var responses = Tensor.Uninitialized(OutputShape.Batch(input.Samples));
        var copies = Multiplier == 1 ? null : Tensor.Uninitialized([pass.SourceSize]);
        for (var sample = 0; sample < input.Samples; sample++)
        {
            pass.Sum(
                Image(input, sample, copies),
                kernel.Values,
                bias is null ? [] : bias.Values,
                responses.Writable.Slice(sample * pass.TargetSize, pass.TargetSize)
            );
        }

        return responses;
    }

    /// <summary>One image, its channels copied where several kernels want them.</summary>
    private ReadOnlySpan<float> Image(Tensor input, int sample, Tensor? copies)
    {
        var image = input.Values.Slice(sample * Grid.ImageSize, Grid.ImageSize);
        if (copies is null)
        {
            return image;
        }

        Copies.Spread(image, Multiplier, copies.Writable);
        return copies.Values;
    }

    /// <summary>The gradients by input and kernel, those of them that are wanted.</summary>
    public ConvolutionGradients Gradients(Tensor gradient, Tensor input, Tensor kernel, Wanted wanted) =>
        new(
            wanted.HasFlag(Wanted.Input) ? InputGradient(gradient, kernel, input.Shape) : null,
            wanted.HasFlag(Wanted.Parameters) ? KernelGradient(gradient, input, kernel.Shape) : null
        );

    private Tensor InputGradient(Tensor gradient, Tensor kernel, Shape shape)
    {
        var (inputGradient, pass) = (Tensor.Uninitialized(shape), DepthwisePass.Backward(Spread, Width));
        var spread = Multiplier == 1 ? null : Tensor.Uninitialized([pass.TargetSize]);
        for (var sample = 0; sample < shape[0]; sample++)
        {
            var image = inputGradient.Writable.Slice(sample * Grid.ImageSize, Grid.ImageSize);
            var sums = spread is null ? image : spread.Writable;
            pass.Sum(gradient.Values.Slice(sample * pass.SourceSize, pass.SourceSize), kernel.Values, [], sums);
            if (spread is not null)
            {
                Copies.Fold(sums, Multiplier, image);
            }
        }

        return inputGradient;
    }

    private Tensor KernelGradient(Tensor gradient, Tensor input, Shape shape)
    {
        var (kernelGradient, pass) = (Tensor.Cleared(shape), DepthwisePass.Forward(Spread, Width));
        var copies = Multiplier == 1 ? null : Tensor.Uninitialized([pass.SourceSize]);
        for (var sample = 0; sample < input.Samples; sample++)
        {
            pass.AddKernelGradient(
                Image(input, sample, copies),
                gradient.Values.Slice(sample * pass.TargetSize, pass.TargetSize),
                kernelGradient.Writable
            );
        }

        return kernelGradient;
    }
}
