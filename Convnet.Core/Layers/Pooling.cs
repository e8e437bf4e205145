namespace Convnet;

/// <summary>What the pooling layers share.</summary>
internal static class Pooling
{
    public static WindowGrid Grid(string layer, Shape input, Size2D poolSize, Size2D strides, Padding padding) =>
        new(layer, input, new(poolSize.Height, strides.Height, padding), new(poolSize.Width, strides.Width, padding));

    public static Shape OutputShape(WindowGrid grid) => [grid.OutputHeight, grid.OutputWidth, grid.Channels];
}
