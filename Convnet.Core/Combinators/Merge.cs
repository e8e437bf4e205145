namespace Convnet;

/// <summary>How the outputs of branches come together.</summary>
public enum Merge
{
    /// <summary>Their sum; all of one shape.</summary>
    Add,

    /// <summary>Their product, value by value; all of one shape.</summary>
    Multiply,

    /// <summary>One after another along the last axis, the channels; all other axes equal.</summary>
    Concatenate,
}
