using SkiaSharp;

namespace Convnet.Examples;

/// <summary>Small matrices beside each other, each drawn by its own smallest and largest value, in as many columns as asked for.</summary>
internal static class Mosaic
{
    private const int Gap = 4;
    private static readonly SKColor Paper = SKColors.White;

    /// <summary>A picture of matrices (rows, columns) of one shape, each value as a square of so many pixels.</summary>
    /// <param name="tiles">The matrices.</param>
    /// <param name="columns">How many stand beside each other.</param>
    /// <param name="scale">Pixels of a value's side.</param>
    /// <param name="color">From 0 to 1, how a value between the smallest and the largest looks.</param>
    public static Picture Draw(IReadOnlyList<Tensor> tiles, int columns, int scale, Func<float, SKColor> color)
    {
        var (height, width) = (tiles[0].Shape[0], tiles[0].Shape[1]);
        var (stepX, stepY) = ((width * scale) + Gap, (height * scale) + Gap);
        var rows = (tiles.Count + columns - 1) / columns;
        using var bitmap = new SKBitmap((columns * stepX) - Gap, (rows * stepY) - Gap);
        bitmap.Erase(Paper);
        for (var number = 0; number < tiles.Count; number++)
        {
            var (row, column) = Math.DivRem(number, columns);
            Draw(bitmap, tiles[number], column * stepX, row * stepY, scale, color);
        }

        using var png = bitmap.Encode(SKEncodedImageFormat.Png, 100);
        return Picture.OfPng(png.ToArray(), bitmap.Width, bitmap.Height);
    }

    /// <summary>From black to white.</summary>
    public static SKColor Gray(float share) => new(Level(share), Level(share), Level(share));

    /// <summary>Ink on paper: from white to a dark blue.</summary>
    public static SKColor Ink(float share) =>
        new(Level(1 - share), Level(1 - (0.8f * share)), Level(1 - (0.4f * share)));

    private static byte Level(float share) => (byte)Math.Round(255 * Math.Clamp(share, 0, 1));

    private static void Draw(SKBitmap bitmap, Tensor tile, int left, int top, int scale, Func<float, SKColor> color)
    {
        var (least, most) = (tile.ToArray().Min(), tile.ToArray().Max());
        for (var y = 0; y < tile.Shape[0] * scale; y++)
        {
            for (var x = 0; x < tile.Shape[1] * scale; x++)
            {
                var value = tile[y / scale, x / scale];
                bitmap.SetPixel(left + x, top + y, color(most > least ? (value - least) / (most - least) : 0));
            }
        }
    }
}
