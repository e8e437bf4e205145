namespace Convnet;

/// <summary>Which gradients a caller will use: a hint that lets a pullback skip work (the first layer's input gradient, a frozen layer's weights).</summary>
[Flags]
public enum Wanted
{
    /// <summary>Neither.</summary>
    None = 0,

    /// <summary>The gradient by the input.</summary>
    Input = 1,

    /// <summary>The gradients by the parameters.</summary>
    Parameters = 2,

    /// <summary>Both gradients.</summary>
    Both = Input | Parameters,
}
