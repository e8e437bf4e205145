namespace Convnet;

/// <summary>Which samples a kind of layer takes.</summary>
internal enum Taken
{
    /// <summary>Height, width and channels.</summary>
    Images,

    /// <summary>One axis.</summary>
    Vectors,

    /// <summary>At least one axis.</summary>
    Any,

    /// <summary>At least one axis; combinators hold many layers, so what they are given is drawn smaller.</summary>
    Nested,
}
