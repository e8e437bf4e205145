namespace Convnet;

/// <summary>What a pullback gives.</summary>
/// <param name="Input">The gradient by the input, of its shape.</param>
/// <param name="Parameters">The gradients by the trainable parameters, summed over the batch; a tree like that of the weights.</param>
public readonly record struct Gradients(Tensor Input, Parameters Parameters);
