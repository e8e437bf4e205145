namespace Convnet;

/// <summary>A place of a pooling window that some channels won: so many entries of a list that follow one another.</summary>
internal struct WonPosition
{
    /// <summary>Where the patch of the position begins within the images, in elements.</summary>
    internal int Offset;

    /// <summary>How many channels won there.</summary>
    internal int Count;
}
