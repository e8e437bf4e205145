namespace Convnet;

/// <summary>What the pooling layers share.</summary>
internal static class Pooling
{
    public static WindowGrid Grid(string layer, Shape input, Size2D poolSize, Size2D strides, Padding padding) =>
        new(layer, input, new(poolSize.Height, strides.Height, padding), new(poolSize.Width, strides.Width, padding));

    public static Shape OutputShape(WindowGrid grid) => [grid.OutputHeight, grid.OutputWidth, grid.Channels];

    /// <summary>The axes of an image.</summary>
    /// <exception cref="ShapeException">It is not an image.</exception>
    public static (int Height, int Width, int Channels) Image(string layer, Shape input) =>
        input is [> 0 and var height, > 0 and var width, > 0 and var channels]
            ? (height, width, channels)
            : throw new ShapeException(
                $"{layer} takes images of three axes (height, width, channels), but was given {input}. {WindowGrid.WayToImages(input)}"
            );
}
