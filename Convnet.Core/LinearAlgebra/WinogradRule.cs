namespace Convnet;

/// <summary>
/// Whether Winograd's algorithm pays for a convolution, and with which tiles: by its shape alone, since a measurement would change from run to
/// run, and the bits with it.
/// </summary>
internal static class WinogradRule
{
    /// <summary>What a product of a plane costs beside one of a direct convolution, in tenths: its sums are shorter.</summary>
    private const long Product = 12;

    private const long Direct = 10;

    /// <summary>m of F(m×m, 3×3) for such windows and so many filters; 0 where direct sums are cheaper.</summary>
    /// <remarks>A larger tile must save a twentieth, because its transforms lose more to rounding.</remarks>
    public static int Choose(PaddedImages images, int filters)
    {
        if (!Winograd.Fits(images.Grid))
        {
            return 0;
        }

        var (chosen, least) = (0, Direct * 9 * images.Grid.Count * images.Grid.Channels * filters);
        for (var tile = 2; tile <= 4; tile++)
        {
            var winograd = new Winograd(images, filters, tile);
            var cost = Cost(winograd);
            if (IsAccurate(winograd) && cost * 20 <= least * 19)
            {
                (chosen, least) = (tile, cost);
            }
        }

        return chosen;
    }

    /// <summary>
    /// Whether the errors of all three directions stay below three millionths of the largest value of their arrays. They grow with the square root
    /// of the terms that a product sums: F(4, 3) reached 2.4 millionths with 128 terms and 4.3 with 512, F(3, 3) 0.9 and 2.0.
    /// </summary>
    public static bool IsAccurate(Winograd winograd)
    {
        var terms = Math.Max(winograd.Images.Grid.Channels, winograd.Filters);
        return winograd.Tile switch
        {
            2 => true,
            3 => terms <= 768,
            _ => terms <= 192,
        };
    }

    /// <summary>
    /// Tenths of multiply-adds of an image: each value of a tile is multiplied for each pair of channel and filter, and transformed for each channel
    /// and each filter. Measured on Zen 4, a transformed value takes the time of 8, 10 and 12 products for m = 2, 3 and 4.
    /// </summary>
    private static long Cost(Winograd winograd)
    {
        var (channels, filters) = ((long)winograd.Images.Grid.Channels, (long)winograd.Filters);
        var transforms = (4 + (2 * winograd.Tile)) * (channels + filters);
        return Product * winograd.Tiles * winograd.Planes * ((channels * filters) + transforms);
    }
}
