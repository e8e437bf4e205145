namespace Convnet;

/// <summary>What a layer says of one of its parameters; data, so that counting parameters makes none.</summary>
/// <param name="Name">Its name within the layer: <c>kernel</c>, <c>bias</c>, <c>moving_mean</c>.</param>
/// <param name="Shape">Its shape.</param>
/// <param name="Initializer">Where its first values come from.</param>
/// <param name="Trainable">False for state, which training replaces by <see cref="Differential.State"/>, and in a frozen part.</param>
/// <param name="Regularizer">A penalty that training adds to the loss, or null.</param>
public sealed record ParameterSpec(
    string Name,
    Shape Shape,
    Initializer Initializer,
    bool Trainable = true,
    Regularizer? Regularizer = null
);
