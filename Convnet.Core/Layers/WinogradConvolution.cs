namespace Convnet;

/// <summary>Fewer products by <see cref="Convnet.Winograd"/>'s algorithm, for kernels of 3×3 and stride 1; with any provider.</summary>
internal sealed record WinogradConvolution(Winograd Winograd) : IConvolution
{
    private const string Planes = "(kernel planes)";
    private const string TransposedPlanes = "(kernel planes, transposed)";

    /// <inheritdoc/>
    public IReadOnlyList<KernelForm> Forms => [PlanesForm, TransposedForm];

    private KernelForm PlanesForm =>
        new(
            Planes,
            Winograd.PreparedLength,
            (kernel, form) => Winograd.Prepare(kernel.Kernel.Values, Winograd.KernelPlanes(form.Storage))
        );

    private KernelForm TransposedForm =>
        new(
            TransposedPlanes,
            Winograd.PreparedLength,
            (kernel, form) => Winograd.Transpose(Prepared(kernel), Winograd.TransposedPlanes(form.Storage)),
            IsForGradients: true
        );

    /// <inheritdoc/>
    public Tensor Responses(Tensor input, KernelForms kernel, out object kept)
    {
        var responses = Winograd.Forward(Winograd.Images.Pad(input), Prepared(kernel), out var transformed);
        kept = transformed;
        return responses;
    }

    /// <inheritdoc/>
    public Tensor Responses(Tensor input, KernelForms kernel) =>
        Winograd.Forward(Winograd.Images.Pad(input), Prepared(kernel));

    /// <inheritdoc/>
    public Tensor InputGradient(Tensor gradient, KernelForms kernel, Shape input) =>
        InputGradient(Winograd.TransformGradient(gradient), kernel);

    /// <inheritdoc/>
    public ConvolutionGradients Gradients(Tensor gradient, KernelForms kernel, object kept, Shape input, Wanted wanted)
    {
        var planes = Winograd.TransformGradient(gradient);
        return new(
            wanted.HasFlag(Wanted.Input) ? InputGradient(planes, kernel) : null,
            wanted.HasFlag(Wanted.Parameters) ? KernelGradient(planes, (WinogradPlanes)kept, kernel.Kernel.Shape) : null
        );
    }

    private WinogradPlanes Prepared(KernelForms kernel) =>
        Winograd.KernelPlanes((kernel.Find(Planes) ?? PlanesForm.Of(kernel)).Storage);

    private Tensor InputGradient(WinogradPlanes gradient, KernelForms kernel)
    {
        var transposed = kernel.Find(TransposedPlanes) ?? TransposedForm.Of(kernel);
        return Winograd.Images.Unpad(Winograd.InputGradient(gradient, Winograd.TransposedPlanes(transposed.Storage)));
    }

    private Tensor KernelGradient(WinogradPlanes gradient, WinogradPlanes transformed, Shape shape)
    {
        var sum = Winograd.KernelPlanes(Tensor.Uninitialized([Winograd.PreparedLength]).Storage);
        Winograd.AddKernelGradient(transformed, gradient, 0, sum);
        var kernelGradient = Tensor.Uninitialized(shape);
        Winograd.KernelGradient(sum, kernelGradient.Writable);
        return kernelGradient;
    }
}
