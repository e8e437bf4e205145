namespace Convnet;

/// <summary>What a convolution's way back gives; null for what was not wanted.</summary>
/// <param name="Input">The gradient by the input, of its shape.</param>
/// <param name="Kernel">The gradient by the kernel, of its shape.</param>
internal readonly record struct ConvolutionGradients(Tensor? Input, Tensor? Kernel);
