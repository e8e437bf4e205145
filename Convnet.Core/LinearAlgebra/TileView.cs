namespace Convnet;

/// <summary>Images (height, width, channels) seen as square tiles, which may overlap, and stick out at the right and at the bottom.</summary>
/// <param name="Height">Rows of an image.</param>
/// <param name="Width">Pixels of a row.</param>
/// <param name="Channels">From a pixel to the next.</param>
/// <param name="Step">From a tile to the next, in pixels.</param>
/// <param name="Rows">Rows of tiles.</param>
/// <param name="Columns">Tiles in a row.</param>
internal readonly record struct TileView(int Height, int Width, int Channels, int Step, int Rows, int Columns)
{
    /// <summary>From a row of pixels to the next.</summary>
    public int RowLength => Width * Channels;

    /// <summary>Values of an image.</summary>
    public int ImageSize => Height * RowLength;

    /// <summary>Tiles of an image.</summary>
    public int Count => Rows * Columns;
}
