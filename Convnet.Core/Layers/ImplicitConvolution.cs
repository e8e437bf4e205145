namespace Convnet;

/// <summary>Matrix products that read the images in place; see <see cref="DirectConvolution"/>. For the SIMD provider.</summary>
internal sealed record ImplicitConvolution(PaddedImages Images, int Filters) : IConvolution
{
    private const string SpreadRows = "(kernel rows)";
    private const string Taps = "(kernel taps)";

    /// <inheritdoc/>
    public IReadOnlyList<KernelForm> Forms => IsSpread ? [TapsForm, RowsForm] : [TapsForm];

    // Rows of so many filters are no whole vectors, so that they are spread.
    private bool IsSpread => DirectConvolution.RowLength(Filters) != Filters;

    private int ResponsesSize => Images.Grid.Count * Filters;

    private KernelForm RowsForm =>
        new(
            SpreadRows,
            Images.PatchLength * DirectConvolution.RowLength(Filters),
            (kernel, form) => DirectConvolution.Spread(kernel.Kernel.Values, Filters, form.Writable)
        );

    private KernelForm TapsForm =>
        new(
            Taps,
            DirectConvolution.TapsLength(Images, Filters),
            (kernel, form) => DirectConvolution.Transpose(Images, kernel.Kernel.Values, Filters, form.Writable),
            IsForGradients: true
        );

    /// <inheritdoc/>
    public Tensor Responses(Tensor input, KernelForms kernel, out object kept)
    {
        var (padded, grid) = (Images.Pad(input), Images.Grid);
        var responses = Tensor.Uninitialized([input.Samples, grid.OutputHeight, grid.OutputWidth, Filters]);
        var rows = Rows(kernel);
        for (var sample = 0; sample < input.Samples; sample++)
        {
            var image = responses.Writable.Slice(sample * ResponsesSize, ResponsesSize);
            Responses(padded, sample, 0, grid.OutputHeight, rows, image);
        }

        kept = padded;
        return responses;
    }

    /// <inheritdoc/>
    public object Keep(Tensor input, KernelForms kernel) => Images.Pad(input);

    /// <summary>The kernel as <see cref="Responses(Tensor, int, int, int, Tensor, Span{float})"/> reads it.</summary>
    public Tensor Rows(KernelForms kernel) => IsSpread ? kernel.Find(SpreadRows) ?? RowsForm.Of(kernel) : kernel.Kernel;

    /// <summary>The responses of some rows of windows of one image.</summary>
    /// <param name="padded">The images with their padding.</param>
    /// <param name="sample">Which image.</param>
    /// <param name="firstRow">The first row of windows.</param>
    /// <param name="count">How many rows.</param>
    /// <param name="rows">Of <see cref="Rows"/>.</param>
    /// <param name="responses">(rows, columns, filters), written.</param>
    public void Responses(Tensor padded, int sample, int firstRow, int count, Tensor rows, Span<float> responses) =>
        DirectConvolution.Responses(Images, Image(padded, sample), firstRow, count, rows.Values, Filters, responses);

    /// <inheritdoc/>
    public ConvolutionGradients Gradients(
        Tensor gradient,
        KernelForms kernel,
        object kept,
        Shape input,
        Wanted wanted
    ) =>
        new(
            wanted.HasFlag(Wanted.Input) ? InputGradient(gradient, kernel, input) : null,
            wanted.HasFlag(Wanted.Parameters) ? KernelGradient(gradient, (Tensor)kept, kernel.Kernel.Shape) : null
        );

    private Tensor KernelGradient(Tensor gradient, Tensor padded, Shape shape)
    {
        var (kernelGradient, row) = (Tensor.Uninitialized(shape), DirectConvolution.RowLength(Filters));
        var spread = IsSpread ? Tensor.Cleared([gradient.Samples * Images.Grid.Count, row]) : gradient;
        if (IsSpread)
        {
            DirectConvolution.Spread(gradient.Values, Filters, spread.Writable);
        }

        for (var sample = 0; sample < gradient.Samples; sample++)
        {
            DirectConvolution.AddKernelGradient(
                Images,
                Image(padded, sample),
                spread.Values.Slice(sample * Images.Grid.Count * row, Images.Grid.Count * row),
                Filters,
                kernelGradient.Writable,
                adds: sample > 0
            );
        }

        return kernelGradient;
    }

    /// <inheritdoc/>
    public Tensor InputGradient(Tensor gradient, KernelForms kernel, Shape input)
    {
        var padded = Tensor.Cleared([gradient.Samples, Images.Height, Images.Width, Images.Grid.Channels]);
        var taps = kernel.Find(Taps) ?? TapsForm.Of(kernel);
        for (var sample = 0; sample < gradient.Samples; sample++)
        {
            DirectConvolution.AddImageGradient(
                Images,
                gradient.Values.Slice(sample * ResponsesSize, ResponsesSize),
                taps.Values,
                Filters,
                padded.Writable.Slice(sample * Images.ImageSize, Images.ImageSize)
            );
        }

        return Images.Unpad(padded);
    }

    private ReadOnlySpan<float> Image(Tensor padded, int sample) =>
        padded.Values.Slice(sample * Images.ImageSize, Images.ImageSize);
}
