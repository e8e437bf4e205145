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
    /// <remarks>A larger tile must save a tenth, because its transforms lose more to rounding.</remarks>
    public static int Choose(PaddedImages images, int filters)
    {
        if (!Winograd.Fits(images.Grid))
        {
            return 0;
        }

        var (chosen, least) = (0, Direct * 9 * images.Grid.Count * images.Grid.Channels * filters);
        for (var tile = 2; tile <= 4; tile++)
        {
            var cost = Cost(new(images, filters, tile));
            if (cost * 10 <= least * 9)
            {
                (chosen, least) = (tile, cost);
            }
        }

        return chosen;
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
