namespace Convnet;

/// <summary>The way back of an <see cref="ISummedPass"/>, after its sums are known.</summary>
internal interface ISummedGradient
{
    /// <summary>The gradients by the parameters.</summary>
    Parameters Parameters { get; }

    /// <summary>The gradient by some samples.</summary>
    Tensor Input(Tensor input, Tensor outputGradient);
}
