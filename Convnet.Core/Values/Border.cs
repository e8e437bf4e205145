using System.Diagnostics;

namespace Convnet;

/// <summary>
/// Rows and columns at the border of an image: made from <c>1</c> (all four sides), <c>(1, 2)</c> (1 above and below, 2 left and right) or
/// <c>((1, 2), (3, 4))</c> (above and below, left and right), as in Keras.
/// </summary>
/// <param name="Top">Rows above.</param>
/// <param name="Bottom">Rows below.</param>
/// <param name="Left">Columns to the left.</param>
/// <param name="Right">Columns to the right.</param>
public readonly record struct Border(
    [property: DebuggerBrowsable(DebuggerBrowsableState.Never)] int Top,
    [property: DebuggerBrowsable(DebuggerBrowsableState.Never)] int Bottom,
    [property: DebuggerBrowsable(DebuggerBrowsableState.Never)] int Left,
    [property: DebuggerBrowsable(DebuggerBrowsableState.Never)] int Right
)
{
    /// <summary>The same on all sides.</summary>
    public static implicit operator Border(int sides) => new(sides, sides, sides, sides);

    /// <summary>From a C# tuple: <c>(1, 2)</c>, rows above and below, columns left and right.</summary>
    public static implicit operator Border((int Rows, int Columns) sides) =>
        new(sides.Rows, sides.Rows, sides.Columns, sides.Columns);

    /// <summary>From C# tuples: <c>((1, 2), (3, 4))</c>.</summary>
    public static implicit operator Border(((int Top, int Bottom) Rows, (int Left, int Right) Columns) sides) =>
        new(sides.Rows.Top, sides.Rows.Bottom, sides.Columns.Left, sides.Columns.Right);

    /// <summary>From an F# tuple, which is an object: <c>(1, 2)</c>.</summary>
    public static implicit operator Border(Tuple<int, int> sides) => (sides.Item1, sides.Item2);

    /// <summary>From F# tuples, which are objects: <c>((1, 2), (3, 4))</c>.</summary>
    public static implicit operator Border(Tuple<Tuple<int, int>, Tuple<int, int>> sides) =>
        new(sides.Item1.Item1, sides.Item1.Item2, sides.Item2.Item1, sides.Item2.Item2);

    /// <summary>Rows, then columns: <c>(1, 2)</c>, or <c>((1, 2), (3, 4))</c> where two sides differ.</summary>
    public override string ToString() => IsSymmetric ? $"({Top}, {Left})" : $"(({Top}, {Bottom}), ({Left}, {Right}))";

    /// <summary>True where above is as below and left as right.</summary>
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    internal bool IsSymmetric => Top == Bottom && Left == Right;

    /// <summary>Rows above and below; a long, so that no sum of it overflows.</summary>
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    internal long Rows => (long)Top + Bottom;

    /// <summary>Columns left and right; a long, so that no sum of it overflows.</summary>
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    internal long Columns => (long)Left + Right;
}
