namespace Convnet;

/// <summary>The shape of an image that a layer makes larger.</summary>
internal static class ImageShape
{
    /// <summary>So many pixels with the channels of the input.</summary>
    /// <exception cref="ShapeException">They are more than one array can hold.</exception>
    public static Shape Of(string layer, Shape input, long height, long width) =>
        Math.Max(height, width) <= Array.MaxLength && height * width <= Array.MaxLength / input[^1]
            ? [(int)height, (int)width, input[^1]]
            : throw new ShapeException(
                $"{layer} makes {height:N0}×{width:N0} pixels of {input[^1]} channels of {input}, more than one array can hold. Make fewer."
            );
}
