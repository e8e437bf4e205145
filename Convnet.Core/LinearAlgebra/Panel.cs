namespace Convnet;

/// <summary>A strip of B, one tile wide, and the strip of C that it makes.</summary>
internal unsafe struct Panel<T>
    where T : unmanaged
{
    /// <summary>First of its columns in C.</summary>
    internal int Column;

    /// <summary>How many columns of C it makes; fewer than its width in the last one.</summary>
    internal int Columns;

    /// <summary>Width in elements, a whole number of vectors.</summary>
    internal int Width;

    /// <summary>Width in vectors: 1, 2 or 4.</summary>
    internal int Vectors;

    /// <summary>Its first row: packed, or in B itself.</summary>
    internal T* Source;

    /// <summary>From one of its rows to the next.</summary>
    internal nint Step;

    /// <summary>The micro-kernel for the rows of A in hand.</summary>
    internal delegate* <nint, nint, T*, nint, nint, nint, T*, nint, T, T*, nint, void> Tile;
}
