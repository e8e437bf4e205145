namespace Convnet;

/// <summary>What stands between the pixels of an image.</summary>
public enum Interpolation
{
    /// <summary>The value of the nearest pixel.</summary>
    Nearest,

    /// <summary>The mean of the four pixels around, weighted by how near each is: linear along both axes.</summary>
    Bilinear,
}
