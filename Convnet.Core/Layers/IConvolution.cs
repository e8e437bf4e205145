namespace Convnet;

/// <summary>A way to compute a convolution: the responses, without bias and activation, and both gradients.</summary>
internal interface IConvolution
{
    /// <summary>The forms of the kernel that it wants, which a training makes once a step.</summary>
    IReadOnlyList<KernelForm> Forms { get; }

    /// <summary>(samples, rows, columns, filters), and what the way back will want.</summary>
    Tensor Responses(Tensor input, KernelForms kernel, out object kept);

    /// <summary>The same where there is no way back.</summary>
    Tensor Responses(Tensor input, KernelForms kernel) => Responses(input, kernel, out _);

    /// <summary>What the way back will want, where nobody asks for the responses.</summary>
    object Keep(Tensor input, KernelForms kernel)
    {
        Responses(input, kernel, out var kept);
        return kept;
    }

    /// <summary>The gradient by the input alone, for which nothing need be kept.</summary>
    Tensor InputGradient(Tensor gradient, KernelForms kernel, Shape input);

    /// <summary>The gradients by input and kernel, those of them that are wanted.</summary>
    ConvolutionGradients Gradients(Tensor gradient, KernelForms kernel, object kept, Shape input, Wanted wanted);
}
