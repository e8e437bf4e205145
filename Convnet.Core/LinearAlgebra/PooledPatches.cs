namespace Convnet;

/// <summary>The patches that a convolution reads, by the pooling windows over its output.</summary>
/// <param name="Images">The windows of the convolution.</param>
/// <param name="Pooling">The windows of the pooling, whose channels are the convolution's filters.</param>
internal readonly record struct PooledPatches(PaddedImages Images, WindowGrid Pooling)
{
    /// <summary>Filters of the convolution.</summary>
    public int Filters => Pooling.Channels;

    /// <summary>Places of a pooling window.</summary>
    public int Places => Pooling.Rows.Kernel * Pooling.Columns.Kernel;

    /// <summary>Rows of a window of the convolution.</summary>
    public int KernelHeight => Images.Grid.Rows.Kernel;

    /// <summary>Pooled values of so many samples.</summary>
    public long PooledLength(int samples) => (long)samples * Pooling.Count * Filters;

    /// <summary>Where the patch of the first place of a pooling window begins within its image; in the pooling's padding before it.</summary>
    public int WindowOffset(int y, int x) => Images.Offset(Pooling.Row(y, 0), Pooling.Column(x, 0));

    /// <summary>From the patches of a pooling window to those of the next one in the same row.</summary>
    public int WindowStep => Pooling.Columns.Stride * Images.WindowStep;

    /// <summary>From the patch of the first place of a pooling window to the one of another place.</summary>
    public int PlaceOffset(int place)
    {
        var (y, x) = Math.DivRem(place, Pooling.Columns.Kernel);
        return Images.Offset(y * Pooling.Rows.Dilation, x * Pooling.Columns.Dilation);
    }

    /// <summary>Where the patches of a row of pooling windows begin and end within their image.</summary>
    public (int Start, int End) Extent(int y)
    {
        var first = Math.Max(0, Pooling.Row(y, 0));
        var last = Math.Min(Images.Grid.OutputHeight - 1, Pooling.Row(y, Pooling.Rows.Kernel - 1));
        var end = Images.Offset(last, Images.Grid.OutputWidth - 1) + ((KernelHeight - 1) * Images.RowLength);
        return (Images.Offset(first, 0), end + Images.RunLength);
    }

    /// <summary>True where no place of a pooling window lies in the pooling's padding.</summary>
    public bool ArePoolsWhole =>
        Pooling.Top == 0
        && Pooling.Left == 0
        && Pooling.Row(Pooling.OutputHeight - 1, Pooling.Rows.Kernel - 1) < Pooling.Height
        && Pooling.Column(Pooling.OutputWidth - 1, Pooling.Columns.Kernel - 1) < Pooling.Width;
}
