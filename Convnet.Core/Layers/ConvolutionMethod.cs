namespace Convnet;

/// <summary>Which way a convolution is computed: by a rule over its shape and the provider, so that the same machine gives the same bits.</summary>
internal static class ConvolutionMethod
{
    /// <summary>The way for these windows and filters.</summary>
    public static IConvolution Choose(WindowGrid grid, int filters, int groups) =>
        groups == 1 && IsUndilated(grid) && Provider.Current.Kernel is SimdKernel
            ? new ImplicitConvolution(new(grid), filters)
            : new PatchConvolution(grid, filters, groups);

    /// <summary>True where each row of a window is a run of the image.</summary>
    public static bool IsUndilated(WindowGrid grid) =>
        (grid.Rows.Dilation == 1 || grid.Rows.Kernel == 1) && (grid.Columns.Dilation == 1 || grid.Columns.Kernel == 1);
}
