using System.Runtime.CompilerServices;

namespace Convnet;

/// <summary>
/// The transforms of all tiles: each tile's channels by whole vectors, what is left by short vectors, and the rest one by one. All three round
/// alike, so that the bits of a channel do not depend on how many follow it.
/// </summary>
/// <typeparam name="TWide">The points in the widest vectors.</typeparam>
/// <typeparam name="TShort">The same points in vectors of 128 bits.</typeparam>
/// <typeparam name="TOne">The same points for one channel.</typeparam>
internal sealed unsafe class WinogradTransforms<TWide, TShort, TOne> : IWinogradTransforms
    where TWide : struct, IWinogradPoints
    where TShort : struct, IWinogradPoints
    where TOne : struct, IWinogradPoints
{
    private const int KernelSize = 3;

    public void Input(TileView view, int samples, float* images, float* planes, nint planeStride) =>
        GatherAll<WinogradMaps<TWide>.Input, WinogradMaps<TShort>.Input, WinogradMaps<TOne>.Input>(
            view,
            samples,
            images,
            planes,
            planeStride
        );

    public void InputAdjoint(TileView view, int samples, float* images, float* planes, nint planeStride) =>
        ScatterAll<
            WinogradMaps<TWide>.InputAdjoint,
            WinogradMaps<TShort>.InputAdjoint,
            WinogradMaps<TOne>.InputAdjoint
        >(view, samples, images, planes, planeStride, adds: true);

    public void Output(TileView view, int samples, float* images, float* planes, nint planeStride) =>
        ScatterAll<WinogradMaps<TWide>.Output, WinogradMaps<TShort>.Output, WinogradMaps<TOne>.Output>(
            view,
            samples,
            images,
            planes,
            planeStride,
            adds: false
        );

    public void OutputAdjoint(TileView view, int samples, float* images, float* planes, nint planeStride) =>
        GatherAll<
            WinogradMaps<TWide>.OutputAdjoint,
            WinogradMaps<TShort>.OutputAdjoint,
            WinogradMaps<TOne>.OutputAdjoint
        >(view, samples, images, planes, planeStride);

    [SkipLocalsInit]
    public void Kernel(float* kernel, int step, int count, float* planes, nint planeStride)
    {
        float* scratch = stackalloc float[TileTransform.ScratchLength];
        var tile = OfKernel(scratch, kernel, step, planes, planeStride);
        Gather<WinogradMaps<TWide>.Kernel, WinogradMaps<TShort>.Kernel, WinogradMaps<TOne>.Kernel>(tile, count);
    }

    [SkipLocalsInit]
    public void KernelAdjoint(float* kernel, int step, int count, float* planes, nint planeStride)
    {
        float* scratch = stackalloc float[TileTransform.ScratchLength];
        var tile = OfKernel(scratch, kernel, step, planes, planeStride);
        Scatter<
            WinogradMaps<TWide>.KernelAdjoint,
            WinogradMaps<TShort>.KernelAdjoint,
            WinogradMaps<TOne>.KernelAdjoint
        >(tile, count, adds: false);
    }

    // To the transforms a kernel is one tile of 3×3 pixels, with a channel for each pair of channel and filter.
    private static TileTransform OfKernel(float* scratch, float* kernel, int step, float* planes, nint planeStride) =>
        new(scratch, KernelSize * (nint)step, step, planeStride)
        {
            Image = kernel,
            Planes = planes,
            Rows = KernelSize,
            Columns = KernelSize,
        };

    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void GatherAll<TWideMap, TShortMap, TOneMap>(
        TileView view,
        int samples,
        float* images,
        float* planes,
        nint planeStride
    )
        where TWideMap : struct, IWinogradMap
        where TShortMap : struct, IWinogradMap
        where TOneMap : struct, IWinogradMap
    {
        float* scratch = stackalloc float[TileTransform.ScratchLength];
        var tile = new TileTransform(scratch, view.RowLength, view.Channels, planeStride);
        for (var row = 0; row < samples * view.Count; row++)
        {
            Place(ref tile, view, row, images, planes);
            Gather<TWideMap, TShortMap, TOneMap>(tile, view.Channels);
        }
    }

    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void ScatterAll<TWideMap, TShortMap, TOneMap>(
        TileView view,
        int samples,
        float* images,
        float* planes,
        nint planeStride,
        bool adds
    )
        where TWideMap : struct, IWinogradMap
        where TShortMap : struct, IWinogradMap
        where TOneMap : struct, IWinogradMap
    {
        float* scratch = stackalloc float[TileTransform.ScratchLength];
        var tile = new TileTransform(scratch, view.RowLength, view.Channels, planeStride);
        for (var row = 0; row < samples * view.Count; row++)
        {
            Place(ref tile, view, row, images, planes);
            Scatter<TWideMap, TShortMap, TOneMap>(tile, view.Channels, adds);
        }
    }

    // Tiles are counted through all images; the row of a tile in a plane is its number.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Place(ref TileTransform tile, TileView view, int row, float* images, float* planes)
    {
        var (sample, number) = Math.DivRem(row, view.Count);
        var (y, x) = Math.DivRem(number, view.Columns);
        (y, x) = (y * view.Step, x * view.Step);
        tile.Image = images + ((nint)sample * view.ImageSize) + (y * view.RowLength) + (x * view.Channels);
        tile.Planes = planes + ((nint)row * view.Channels);
        (tile.Rows, tile.Columns) = (view.Height - y, view.Width - x);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Gather<TWideMap, TShortMap, TOneMap>(in TileTransform tile, int channels)
        where TWideMap : struct, IWinogradMap
        where TShortMap : struct, IWinogradMap
        where TOneMap : struct, IWinogradMap
    {
        var channel = tile.Gather<TWideMap, TWide>(0, channels);
        if (channel < channels)
        {
            channel = tile.Gather<TShortMap, TShort>(channel, channels);
            tile.Gather<TOneMap, TOne>(channel, channels);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Scatter<TWideMap, TShortMap, TOneMap>(in TileTransform tile, int channels, bool adds)
        where TWideMap : struct, IWinogradMap
        where TShortMap : struct, IWinogradMap
        where TOneMap : struct, IWinogradMap
    {
        var channel = tile.Scatter<TWideMap, TWide>(0, channels, adds);
        if (channel < channels)
        {
            channel = tile.Scatter<TShortMap, TShort>(channel, channels, adds);
            tile.Scatter<TOneMap, TOne>(channel, channels, adds);
        }
    }
}
