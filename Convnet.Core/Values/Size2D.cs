using System.Diagnostics;

namespace Convnet;

/// <summary>Height and width, in pixels, of a window, a stride or a dilation; made from <c>(3, 3)</c> or <c>3</c>.</summary>
public readonly record struct Size2D(
    [property: DebuggerBrowsable(DebuggerBrowsableState.Never)] int Height,
    [property: DebuggerBrowsable(DebuggerBrowsableState.Never)] int Width
)
{
    /// <summary>From a C# tuple: <c>(3, 3)</c>.</summary>
    public static implicit operator Size2D((int Height, int Width) size) => new(size.Height, size.Width);

    /// <summary>From an F# tuple, which is an object: <c>(3, 3)</c>.</summary>
    public static implicit operator Size2D(Tuple<int, int> size) => new(size.Item1, size.Item2);

    /// <summary>A square.</summary>
    public static implicit operator Size2D(int side) => new(side, side);

    /// <summary>Height and width in brackets: <c>(3, 3)</c>.</summary>
    public override string ToString() => $"({Height}, {Width})";
}
