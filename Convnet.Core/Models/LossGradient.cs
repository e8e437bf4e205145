namespace Convnet;

/// <summary>The loss of a batch and its gradient.</summary>
/// <param name="Loss">The mean over the samples, weighted where there are weights, with the penalties of regularizers.</param>
/// <param name="Gradient">By the trainable parameters.</param>
public readonly record struct LossGradient(double Loss, Parameters Gradient);
