namespace Convnet;

/// <summary>A way to compute a convolution: the responses, without bias and activation, and both gradients.</summary>
internal interface IConvolution
{
    /// <summary>The forms of the kernel that it wants, which a training makes once a step.</summary>
    IReadOnlyList<KernelForm> Forms { get; }

    /// <summary>(samples, rows, columns, filters), and what the gradient by the kernel will want.</summary>
    Tensor Responses(Tensor input, KernelForms kernel, out Tensor[] kept);

    /// <summary>The gradient by the kernel, of the kernel's shape.</summary>
    Tensor KernelGradient(Tensor gradient, Tensor[] kept, Shape shape);

    /// <summary>The gradient by the input, of its shape.</summary>
    Tensor InputGradient(Tensor gradient, KernelForms kernel, Shape shape);
}
