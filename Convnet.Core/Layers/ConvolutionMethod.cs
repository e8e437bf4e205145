namespace Convnet;

/// <summary>Which way a convolution is computed: by a rule over its shape and the provider, so that the same machine gives the same bits.</summary>
internal static class ConvolutionMethod
{
    /// <summary>The way for these windows and filters.</summary>
    public static IConvolution Choose(WindowGrid grid, int filters, int groups) =>
        groups > 1 ? new PatchConvolution(grid, filters, groups)
        : Tile(grid, filters) is > 0 and var tile ? new WinogradConvolution(new(new(grid), filters, tile))
        : IsUndilated(grid) && Provider.Current.Kernel is SimdKernel ? new ImplicitConvolution(new(grid), filters)
        : new PatchConvolution(grid, filters, groups);

    // CONVNET_WINOGRAD=0 does without.
    private static readonly bool isWinogradOn = Environment.GetEnvironmentVariable("CONVNET_WINOGRAD") != "0";

    private static int Tile(WindowGrid grid, int filters) =>
        !isWinogradOn || !Winograd.Fits(grid) || grid.Channels < 16 || filters < 16 ? 0
        : grid.OutputHeight == 3 && grid.OutputWidth == 3 ? 3
        : grid.OutputHeight < 16 || grid.OutputWidth < 16 ? 2
        : 4;

    /// <summary>True where each row of a window is a run of the image.</summary>
    public static bool IsUndilated(WindowGrid grid) =>
        (grid.Rows.Dilation == 1 || grid.Rows.Kernel == 1) && (grid.Columns.Dilation == 1 || grid.Columns.Kernel == 1);
}
