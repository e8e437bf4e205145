namespace Convnet.PropertyTests;

/// <summary>Images enlarged, framed by zeros or cut, pixel by pixel.</summary>
internal static class NaiveImages
{
    public static NaiveDifferential Padding(Border border, Approximations input)
    {
        var (height, width) = (
            input.Shape[1] + border.Top + border.Bottom,
            input.Shape[2] + border.Left + border.Right
        );
        return Map(input, height, width, (y, x) => [(y - border.Top, x - border.Left, 1.0)]);
    }

    public static NaiveDifferential Cropping(Border border, Approximations input)
    {
        var (height, width) = (
            input.Shape[1] - border.Top - border.Bottom,
            input.Shape[2] - border.Left - border.Right
        );
        return Map(input, height, width, (y, x) => [(y + border.Top, x + border.Left, 1.0)]);
    }

    public static NaiveDifferential UpSampling(UpSampling2D layer, Approximations input)
    {
        var (rows, columns) = (layer.Size.Height, layer.Size.Width);
        var (height, width) = (input.Shape[1], input.Shape[2]);
        return Map(
            input,
            height * rows,
            width * columns,
            layer.Interpolation == Interpolation.Nearest
                ? (y, x) => [(y / rows, x / columns, 1.0)]
                : (y, x) =>
                    from row in Between(((y + 0.5) / rows) - 0.5, height)
                    from column in Between(((x + 0.5) / columns) - 0.5, width)
                    select (row.Place, column.Place, row.Weight * column.Weight)
        );
    }

    /// <summary>The places of an axis, those outside moved to the outermost, by how near they are to one between them.</summary>
    private static IEnumerable<(int Place, double Weight)> Between(double at, int count) =>
        from place in Enumerable.Range(-1, count + 2)
        let weight = 1 - Math.Abs(at - place)
        where weight > 0
        select (Math.Clamp(place, 0, count - 1), weight);

    /// <summary>The pixels that each pixel of the output is made of; those outside of the image are 0.</summary>
    private static NaiveDifferential Map(
        Approximations input,
        int height,
        int width,
        Func<int, int, IEnumerable<(int Row, int Column, double Weight)>> seen
    )
    {
        var (samples, rows, columns, channels) = (input.Shape[0], input.Shape[1], input.Shape[2], input.Shape[3]);
        var terms =
            from sample in Enumerable.Range(0, samples)
            from y in Enumerable.Range(0, height)
            from x in Enumerable.Range(0, width)
            from pixel in seen(y, x)
            where pixel.Row >= 0 && pixel.Row < rows && pixel.Column >= 0 && pixel.Column < columns
            select new NaiveTerm(
                (((sample * height) + y) * width) + x,
                (((sample * rows) + pixel.Row) * columns) + pixel.Column,
                pixel.Weight
            );
        return NaiveTerm.Differentiate(
            NaiveTerm.OfChannels(terms, channels),
            [samples, height, width, channels],
            input
        );
    }
}
