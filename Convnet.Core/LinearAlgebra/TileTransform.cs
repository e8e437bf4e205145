using System.Runtime.CompilerServices;

namespace Convnet;

/// <summary>One tile of an image and the same tile in the planes, and a linear map along both axes from the one to the other.</summary>
internal unsafe ref struct TileTransform
{
    /// <summary>Floats of scratch memory: a tile of 6×6 vectors of 16 floats after the first axis, and another while it sticks out of the image.</summary>
    public const int ScratchLength = 2 * Half;

    private const int Half = 6 * 6 * 16;

    private readonly float* scratch;
    private readonly nint rowStep;
    private readonly nint columnStep;
    private readonly nint planeStride;

    /// <summary>A place for tiles, none of them yet.</summary>
    public TileTransform(float* scratch, nint rowStep, nint columnStep, nint planeStride)
    {
        this.scratch = scratch;
        this.rowStep = rowStep;
        this.columnStep = columnStep;
        this.planeStride = planeStride;
    }

    /// <summary>The first channel of the tile's first pixel.</summary>
    public float* Image { get; set; }

    /// <summary>The tile's row in the first plane.</summary>
    public float* Planes { get; set; }

    /// <summary>Rows of the tile that lie within the image, or more.</summary>
    public int Rows { get; set; }

    /// <summary>Columns of the tile that lie within the image, or more.</summary>
    public int Columns { get; set; }

    /// <summary>From the image to the planes, channel by channel from <paramref name="channel"/> on; gives the first channel that fills no vector.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public readonly int Gather<TMap, TPoints>(int channel, int channels)
        where TMap : struct, IWinogradMap
        where TPoints : struct, IWinogradPoints
    {
        var isInside = Rows >= TMap.From && Columns >= TMap.From;
        for (; channel <= channels - TPoints.Lanes; channel += TPoints.Lanes)
        {
            var from = Image + channel;
            var (row, column) = (rowStep, columnStep);
            if (!isInside)
            {
                Stage<TMap, TPoints>(from);
                from = scratch + Half;
                (row, column) = (TMap.From * TPoints.Lanes, TPoints.Lanes);
            }

            Apply<TMap, TPoints>(from, row, column, Planes + channel, TMap.To * planeStride, planeStride);
        }

        return channel;
    }

    /// <summary>From the planes to the image, whose old values are added to or overwritten; gives the first channel that fills no vector.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public readonly int Scatter<TMap, TPoints>(int channel, int channels, bool adds)
        where TMap : struct, IWinogradMap
        where TPoints : struct, IWinogradPoints
    {
        var isDirect = !adds && Rows >= TMap.To && Columns >= TMap.To;
        for (; channel <= channels - TPoints.Lanes; channel += TPoints.Lanes)
        {
            var from = Planes + channel;
            var row = TMap.From * planeStride;
            if (isDirect)
            {
                Apply<TMap, TPoints>(from, row, planeStride, Image + channel, rowStep, columnStep);
            }
            else
            {
                Apply<TMap, TPoints>(from, row, planeStride, scratch + Half, TMap.To * TPoints.Lanes, TPoints.Lanes);
                Unstage<TMap, TPoints>(Image + channel, adds);
            }
        }

        return channel;
    }

    // The map along the columns into the scratch memory, and from there along the rows.
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private readonly void Apply<TMap, TPoints>(
        float* from,
        nint fromRow,
        nint fromColumn,
        float* to,
        nint toRow,
        nint toColumn
    )
        where TMap : struct, IWinogradMap
        where TPoints : struct, IWinogradPoints
    {
        for (var x = 0; x < TMap.From; x++)
        {
            TMap.Apply(from + (x * fromColumn), fromRow, scratch + (x * TPoints.Lanes), TMap.From * TPoints.Lanes);
        }

        for (var y = 0; y < TMap.To; y++)
        {
            TMap.Apply(scratch + (y * TMap.From * TPoints.Lanes), TPoints.Lanes, to + (y * toRow), toColumn);
        }
    }

    // A copy of a tile that sticks out, with zeros where the image ends.
    private readonly void Stage<TMap, TPoints>(float* from)
        where TMap : struct, IWinogradMap
        where TPoints : struct, IWinogradPoints
    {
        var to = scratch + Half;
        for (var y = 0; y < TMap.From; y++)
        {
            for (var x = 0; x < TMap.From; x++, to += TPoints.Lanes)
            {
                if (y < Rows && x < Columns)
                {
                    TPoints.Copy(from + (y * rowStep) + (x * columnStep), to);
                }
                else
                {
                    TPoints.Clear(to);
                }
            }
        }
    }

    // What lies within the image.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private readonly void Unstage<TMap, TPoints>(float* to, bool adds)
        where TMap : struct, IWinogradMap
        where TPoints : struct, IWinogradPoints
    {
        var (rows, columns) = (Math.Min(Rows, TMap.To), Math.Min(Columns, TMap.To));
        for (var y = 0; y < rows; y++)
        {
            var from = scratch + Half + (y * TMap.To * TPoints.Lanes);
            for (var x = 0; x < columns; x++, from += TPoints.Lanes)
            {
                if (adds)
                {
                    TPoints.Add(from, to + (y * rowStep) + (x * columnStep));
                }
                else
                {
                    TPoints.Copy(from, to + (y * rowStep) + (x * columnStep));
                }
            }
        }
    }
}
