namespace Convnet;

/// <summary>Rewrites convolutions for which Winograd's algorithm pays, by <see cref="WinogradRule"/>; their parameters stay the same.</summary>
internal static class WinogradTiles
{
    /// <summary>False where the environment says <c>CONVNET_WINOGRAD=0</c>.</summary>
    public static bool AreOn => Environment.GetEnvironmentVariable("CONVNET_WINOGRAD") != "0";

    /// <summary>The layer with a tile for each such convolution in it.</summary>
    public static ILayer Rewrite(ILayer layer, Shape input) =>
        layer switch
        {
            Frozen frozen => new Frozen(Rewrite(frozen.Inner, input)),
            Conv2D convolution => Tiled(convolution, input),
            PooledConvolution pooled => pooled with { Layer = Tiled(pooled.Layer, input) },
            _ when Guard.IsOwn(layer) => Parts.Rewrite(layer, input, Rewrite),
            _ => layer,
        };

    private static Conv2D Tiled(Conv2D convolution, Shape input) =>
        convolution.Groups == 1
        && WinogradRule.Choose(new(convolution.Grid(input)), convolution.Filters) is > 0 and var tile
            ? convolution with
            {
                WinogradTile = tile,
            }
            : convolution;
}
