namespace Convnet;

/// <summary>The loss of a batch, sample by sample.</summary>
/// <param name="Values">(samples): one value each.</param>
/// <param name="Gradient">The gradient of the sum of all values by the prediction, of its shape.</param>
public readonly record struct LossValue(Tensor Values, Tensor Gradient);
