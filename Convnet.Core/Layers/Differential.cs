namespace Convnet;

/// <summary>The value of a layer and the way back.</summary>
/// <param name="Output">The output of the batch.</param>
/// <param name="Pullback">Carries the gradient of the output back; linear, repeatable.</param>
/// <param name="State">New values of non-trainable parameters (moving statistics); null where nothing changes.</param>
public readonly record struct Differential(Tensor Output, Pullback Pullback, Parameters? State = null);
