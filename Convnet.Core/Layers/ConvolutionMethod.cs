namespace Convnet;

/// <summary>Which way a convolution is computed: by a rule over its shape and the provider, so that the same machine gives the same bits.</summary>
internal static class ConvolutionMethod
{
    /// <summary>The way for these windows and filters.</summary>
    /// <param name="grid">The windows.</param>
    /// <param name="filters">How many filters.</param>
    /// <param name="groups">In how many groups.</param>
    /// <param name="tile">The side of Winograd's tiles; 0 for sums over the windows.</param>
    public static IConvolution Choose(WindowGrid grid, int filters, int groups, int tile) =>
        tile > 0 ? new WinogradConvolution(new(new(grid), filters, tile))
        : groups == 1 && IsUndilated(grid) && Provider.Current.Kernel is SimdKernel
            ? new ImplicitConvolution(new(grid), filters)
        : new PatchConvolution(grid, filters, groups);

    /// <summary>True where each row of a window is a run of the image.</summary>
    public static bool IsUndilated(WindowGrid grid) =>
        (grid.Rows.Dilation == 1 || grid.Rows.Kernel == 1) && (grid.Columns.Dilation == 1 || grid.Columns.Kernel == 1);
}
