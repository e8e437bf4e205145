namespace Convnet;

/// <summary>Images read at places between and beyond their pixels: each pixel of the output is a weighted sum of up to four of the image.</summary>
/// <param name="Height">Rows of the image and of the output.</param>
/// <param name="Width">Columns of both.</param>
/// <param name="Channels">Channels of both.</param>
/// <param name="Interpolation">What stands between pixels.</param>
/// <param name="FillMode">What stands outside.</param>
/// <param name="FillValue">The value outside, under <see cref="FillMode.Constant"/>.</param>
internal sealed record ImageSampling(
    int Height,
    int Width,
    int Channels,
    Interpolation Interpolation,
    FillMode FillMode,
    float FillValue
)
{
    /// <summary>Writes what a map sees of an image.</summary>
    public void Forward(AffineMap map, ReadOnlySpan<float> image, Span<float> output)
    {
        var pixel = 0;
        for (var y = 0; y < Height; y++)
        {
            for (var x = 0; x < Width; x++, pixel += Channels)
            {
                Around(map, x, y).Sum(image, FillValue, output.Slice(pixel, Channels));
            }
        }
    }

    /// <summary>Adds the gradient by the image to it: each pixel gets its share of the gradient of what saw it.</summary>
    public void Backward(AffineMap map, ReadOnlySpan<float> outputGradient, Span<float> imageGradient)
    {
        var pixel = 0;
        for (var y = 0; y < Height; y++)
        {
            for (var x = 0; x < Width; x++, pixel += Channels)
            {
                Around(map, x, y).Spread(outputGradient.Slice(pixel, Channels), imageGradient);
            }
        }
    }

    /// <summary>The pixels around the place that a pixel of the output looks at.</summary>
    private SeenPixels Around(AffineMap map, int x, int y)
    {
        var (column, row) = map.At(x, y);
        var (left, right, toRight) = Between(column, Width, Channels);
        var (top, below, toBelow) = Between(row, Height, Width * Channels);
        return new(left, right, top, below, toRight, toBelow);
    }

    /// <summary>Where the places before and behind one begin, and how far it is from the first; the nearer place alone, the later one of two.</summary>
    private (int Before, int Behind, double Share) Between(double place, int count, int step)
    {
        var isNearest = Interpolation == Interpolation.Nearest;
        var floor = Math.Floor(isNearest ? place + 0.5 : place);
        var (number, share) = ((int)floor, isNearest ? 0 : place - floor);
        var before = Inside(number, count) * step;
        return (before, share == 0 ? before : Inside(number + 1, count) * step, share);
    }

    /// <summary>The place in the image that stands at a place, maybe outside; −1 for none.</summary>
    private int Inside(int place, int count) => (uint)place < (uint)count ? place : Outside(place, count);

    private int Outside(int place, int count)
    {
        var folded = Modulo(place, 2 * count);
        return FillMode switch
        {
            FillMode.Reflect => Math.Min(folded, (2 * count) - 1 - folded),
            FillMode.Nearest => Math.Clamp(place, 0, count - 1),
            FillMode.Wrap => folded % count,
            _ => -1,
        };
    }

    private static int Modulo(int number, int count) => ((number % count) + count) % count;
}
