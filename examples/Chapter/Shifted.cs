namespace Convnet.Examples;

/// <summary>Images moved by whole pixels; what leaves the image is lost, and what enters is empty.</summary>
internal static class Shifted
{
    /// <summary>The four directions, as rows and columns of one step.</summary>
    public static IReadOnlyList<(string Name, int Down, int Right)> Directions { get; } =
    [("up", -1, 0), ("down", 1, 0), ("left", 0, -1), ("right", 0, 1)];

    /// <summary>A batch (samples, height, width, channels) moved down and to the right.</summary>
    public static Tensor By(Tensor images, int down, int right)
    {
        var (height, width, channels) = (images.Shape[1], images.Shape[2], images.Shape[3]);
        return Tensor.Create(
            images.Shape,
            index =>
            {
                var (pixel, channel) = Math.DivRem(index, channels);
                var (line, column) = Math.DivRem(pixel, width);
                var (sample, row) = Math.DivRem(line, height);
                var (fromRow, fromColumn) = (row - down, column - right);
                return (uint)fromRow < (uint)height && (uint)fromColumn < (uint)width
                    ? images[sample, fromRow, fromColumn, channel]
                    : 0;
            }
        );
    }
}
