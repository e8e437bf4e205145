namespace Convnet;

/// <summary>The inside of images within a border: what padding and cropping are, each the other's gradient.</summary>
internal static class BorderedImages
{
    /// <summary>Copies images into the inside of larger ones, whose border stays as it is.</summary>
    public static void Fill(Tensor inside, Tensor whole, Border border) => Copy(inside, 0, whole, border);

    /// <summary>The inside, of this shape, of larger images.</summary>
    public static Tensor Take(Tensor whole, Shape shape, Border border)
    {
        var inside = Tensor.Uninitialized(shape);
        Copy(whole, border, inside, 0);
        return inside;
    }

    private static void Copy(Tensor from, Border fromBorder, Tensor to, Border toBorder)
    {
        var (fromRow, toRow) = (from.Shape[2] * from.Shape[3], to.Shape[2] * to.Shape[3]);
        for (var sample = 0; sample < from.Samples; sample++)
        {
            Runs.Copy(
                from.Values[First(from.Shape, sample, fromBorder)..],
                fromRow,
                to.Writable[First(to.Shape, sample, toBorder)..],
                toRow,
                Math.Min(from.Shape[1], to.Shape[1]),
                Math.Min(fromRow, toRow)
            );
        }
    }

    /// <summary>Where the first pixel inside the border of a sample begins.</summary>
    private static int First(Shape images, int sample, Border border) =>
        ((((sample * images[1]) + border.Top) * images[2]) + border.Left) * images[3];
}
