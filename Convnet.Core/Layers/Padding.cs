namespace Convnet;

/// <summary>What happens at the border of an image.</summary>
public enum Padding
{
    /// <summary>No padding: a window stands only where it fits whole.</summary>
    Valid,

    /// <summary>As many rows and columns are added, half before and the rest after, as make ⌈size/stride⌉ windows.</summary>
    Same,
}
