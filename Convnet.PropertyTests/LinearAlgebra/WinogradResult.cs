namespace Convnet.PropertyTests;

/// <summary>The responses of a convolution and both gradients, the one by the input with its padding.</summary>
internal sealed record WinogradResult(Tensor Responses, Tensor KernelGradient, Tensor InputGradient)
{
    /// <summary>All steps of Winograd's algorithm, the kernel in one share, in vectors of so many bits.</summary>
    internal static WinogradResult Of(WinogradCase given, int width) =>
        Of(given.Winograd with { Width = width }, given.Padded, given.Kernel, given.Gradient);

    /// <summary>All steps of Winograd's algorithm.</summary>
    internal static WinogradResult Of(Winograd winograd, Tensor padded, Tensor kernel, Tensor gradient)
    {
        var prepared = winograd.KernelPlanes(new float[winograd.PreparedLength]);
        var transposed = winograd.TransposedPlanes(new float[winograd.PreparedLength]);
        winograd.Prepare(kernel.Values, prepared);
        winograd.Transpose(prepared, transposed);
        var responses = winograd.Forward(padded, prepared, out var transformed);
        var planes = winograd.TransformGradient(gradient);
        var sum = winograd.KernelPlanes(new float[winograd.PreparedLength]);
        winograd.AddKernelGradient(transformed, planes, 0, sum);
        var kernelGradient = new float[kernel.Shape.Size];
        winograd.KernelGradient(sum, kernelGradient);
        return new(responses, Tensor.Own(kernel.Shape, kernelGradient), winograd.InputGradient(planes, transposed));
    }
}
