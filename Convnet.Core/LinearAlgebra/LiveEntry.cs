namespace Convnet;

/// <summary>A pooled value that has a gradient: where what it is multiplied with begins, and the gradient.</summary>
internal struct LiveEntry
{
    /// <summary>From the start of the images, or of the weights, in elements.</summary>
    internal int Offset;

    /// <summary>The gradient.</summary>
    internal float Value;
}
