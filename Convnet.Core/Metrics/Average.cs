namespace Convnet;

/// <summary>How the values of the classes become one (Keras' <c>average</c>).</summary>
public enum Average
{
    /// <summary>They do not: one value a class.</summary>
    None,

    /// <summary>The counts of all classes are added before the value is made.</summary>
    Micro,

    /// <summary>The mean of the values.</summary>
    Macro,

    /// <summary>The mean of the values, weighted by how often each class is a target.</summary>
    Weighted,
}
