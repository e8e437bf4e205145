namespace Convnet;

/// <summary>What an optimizer makes of a gradient.</summary>
/// <param name="Update">What is added to the parameters.</param>
/// <param name="State">The optimizer's state after it.</param>
public readonly record struct OptimizerUpdate(Parameters Update, OptimizerState State);
