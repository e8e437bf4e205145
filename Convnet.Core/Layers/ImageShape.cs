namespace Convnet;

/// <summary>The shapes of images, (height, width, channels): those that a layer takes, and those that it makes.</summary>
internal static class ImageShape
{
    /// <summary>The extents of an image that a layer takes.</summary>
    /// <exception cref="ShapeException">It is not an image.</exception>
    public static (int Height, int Width, int Channels) Extents(string layer, Shape input) =>
        input is [> 0 and var height, > 0 and var width, > 0 and var channels]
            ? (height, width, channels)
            : throw new ShapeException(
                $"{layer} takes images of three axes (height, width, channels), but was given {input}. {WayToImages(input)}"
            );

    /// <summary>So many pixels with the channels of the input.</summary>
    /// <exception cref="ShapeException">They are more than one array can hold.</exception>
    public static Shape Of(string layer, Shape input, long height, long width) =>
        Math.Max(height, width) <= Array.MaxLength && height * width <= Array.MaxLength / input[^1]
            ? [(int)height, (int)width, input[^1]]
            : throw new ShapeException(
                $"{layer} makes {height:N0}×{width:N0} pixels of {input[^1]} channels of {input}, more than one array can hold. Make fewer."
            );

    /// <summary>What makes an image of samples that are none.</summary>
    private static string WayToImages(Shape input) =>
        input switch
        {
            [var rows, var columns] => $"Put a Reshape(({rows}, {columns}, 1)) before it.",
            _ => $"Put a Reshape of {input.Size:N0} values to three axes before it, or no Flatten.",
        };
}
