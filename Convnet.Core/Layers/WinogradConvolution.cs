namespace Convnet;

/// <summary>Fewer products by <see cref="Convnet.Winograd"/>'s algorithm, for kernels of 3×3 and stride 1; with any provider.</summary>
internal sealed record WinogradConvolution(Winograd Winograd) : IConvolution
{
    private const string Planes = "(kernel planes)";
    private const string TransposedPlanes = "(kernel planes, transposed)";

    /// <inheritdoc/>
    public IReadOnlyList<KernelForm> Forms => [PlanesForm, TransposedForm];

    private KernelForm PlanesForm =>
        new(Planes, Winograd.PreparedLength, (kernel, form) => Winograd.Prepare(kernel.Values, form.Storage));

    private KernelForm TransposedForm =>
        new(
            TransposedPlanes,
            Winograd.PreparedLength,
            (kernel, form) => Winograd.Transpose(PlanesForm.Of(kernel).Storage, form.Storage),
            IsForGradients: true
        );

    /// <inheritdoc/>
    public Tensor Responses(Tensor input, KernelForms kernel, out Tensor[] kept)
    {
        var planes = Winograd.TransformInput(Winograd.Images.Pad(input));
        kept = [Tensor.Own([planes.Storage.Count], planes.Storage)];
        return Winograd.Responses(planes, (kernel.Find(Planes) ?? PlanesForm.Of(kernel.Kernel)).Storage);
    }

    /// <inheritdoc/>
    public ConvolutionGradients Gradients(
        Tensor gradient,
        KernelForms kernel,
        Tensor[] kept,
        Shape input,
        Wanted wanted
    )
    {
        var planes = Winograd.TransformGradient(gradient);
        return new(
            wanted.HasFlag(Wanted.Input) ? InputGradient(planes, kernel) : null,
            wanted.HasFlag(Wanted.Parameters) ? KernelGradient(planes, kept[0], kernel.Kernel.Shape) : null
        );
    }

    private Tensor InputGradient(WinogradPlanes gradient, KernelForms kernel)
    {
        var transposed = kernel.Find(TransposedPlanes) ?? TransposedForm.Of(kernel.Kernel);
        return Winograd.Images.Unpad(Winograd.InputGradient(gradient, transposed.Storage));
    }

    private Tensor KernelGradient(WinogradPlanes gradient, Tensor kept, Shape shape)
    {
        var input = new WinogradPlanes(kept.Storage, Winograd.Planes, gradient.Rows, Winograd.Images.Grid.Channels);
        var (sum, kernelGradient) = (Tensor.Uninitialized([Winograd.PreparedLength]), Tensor.Uninitialized(shape));
        Winograd.AddKernelGradient(input, gradient, 0, sum.Storage);
        Winograd.KernelGradient(sum.Storage, kernelGradient.Writable);
        return kernelGradient;
    }
}
