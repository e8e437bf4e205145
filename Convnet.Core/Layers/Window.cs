namespace Convnet;

/// <summary>Windows along one axis of an image: the only file that rounds sizes up and down.</summary>
/// <param name="Kernel">Places that a window looks at.</param>
/// <param name="Stride">From one window to the next.</param>
/// <param name="Padding">What happens at the border.</param>
/// <param name="Dilation">From one place of a window to the next.</param>
internal readonly record struct Window(int Kernel, int Stride, Padding Padding, int Dilation = 1)
{
    /// <summary>The windows of a layer along the height of an image and along its width.</summary>
    public static (Window Rows, Window Columns) Along(
        Size2D kernel,
        Size2D strides,
        Padding padding,
        Size2D dilation
    ) =>
        (
            new(kernel.Height, strides.Height, padding, dilation.Height),
            new(kernel.Width, strides.Width, padding, dilation.Width)
        );

    /// <summary>From the first place of a window to the one after its last: (k − 1)·d + 1.</summary>
    public long Extent => ((Kernel - 1L) * Dilation) + 1;

    /// <summary>How many windows there are along an axis of <paramref name="size"/>: valid ⌈(n − extent + 1)/s⌉, same ⌈n/s⌉; 0 where none fits.</summary>
    public int Count(int size) =>
        (int)(
            Padding == Padding.Same
                ? CeilingDivide(size, Stride)
                : Math.Max(0, CeilingDivide(size - Extent + 1, Stride))
        );

    /// <summary>Places added before the axis: half of max((count − 1)·s + extent − n, 0), rounded down, under <c>same</c>.</summary>
    public int Before(int size) => Before(size, Count(size));

    /// <summary>The same where it is known that <paramref name="count"/> windows stand there.</summary>
    public int Before(int size, int count) => (int)(Added(size, count) / 2);

    /// <summary>Places added behind the axis: the rest.</summary>
    public int After(int size) => (int)(Added(size, Count(size)) - Before(size));

    /// <summary>Places beyond the least for transposed windows, unless told: as many as give (n − 1)·s + max(extent, s) under valid, n·s under same.</summary>
    public int UsualBeyond => (int)(Padding == Padding.Valid ? Math.Max(0, Stride - Extent) : Stride - (Extent % 2));

    /// <summary>
    /// The places over which <paramref name="count"/> windows stand, as transposed convolutions have it: (n − 1)·s + extent + beyond under
    /// valid, and the extent modulo 2 in place of it under same.
    /// </summary>
    public long Spread(int count, int beyond) => ((count - 1L) * Stride) + LastOf(beyond);

    /// <summary>The places from the first to the last that a window looks at, without padding.</summary>
    public int Reach(int size) => (int)Math.Min(size, ((Count(size) - 1L) * Stride) + Extent);

    /// <summary>The windows, from start to end, of <paramref name="count"/> that lie whole inside an axis of <paramref name="size"/>.</summary>
    public (int Start, int End) Whole(int size, int count, int before)
    {
        var start = (int)CeilingDivide(before, Stride);
        var room = (long)size + before - Extent;
        var end = room < 0 ? 0 : (int)Math.Min(count, (room / Stride) + 1);
        return start < end ? (start, end) : (0, 0);
    }

    /// <summary>Why so many windows stand along an axis: <c>28 → 26: a 3×3 window without padding fits 28 − 3 + 1 = 26 times</c>.</summary>
    /// <param name="size">Places of the axis.</param>
    /// <param name="window">What to call a window: <c>a 3×3 window</c>.</param>
    public string Explain(int size, string window)
    {
        var (count, span) = (Count(size), Extent);
        var times = count == 1 ? "1 time" : $"{count} times";
        var spread = Dilation > 1 ? $", spread over ({Kernel} − 1) · {Dilation} + 1 = {span} places," : "";
        var steps = Stride > 1 ? $" every {Stride} places" : "";
        var fits = Stride > 1 ? $"⌊({size} − {span})/{Stride}⌋ + 1" : $"{size} − {span} + 1";
        return $"{size} → {count}: {window}{spread}{steps} "
            + (
                Padding == Padding.Valid
                    ? $"without padding fits {fits} = {times}"
                    : $"stands ⌈{size}/{Stride}⌉ = {times}, with padding of {Before(size)} before and {After(size)} after"
            );
    }

    /// <summary>Why so many places lie under transposed windows: <c>14 → 29: windows of 3, 2 apart, (14 − 1) · 2 + 3 = 29</c>.</summary>
    public string ExplainSpread(int count, int beyond)
    {
        var (places, last) = (Spread(count, beyond), LastOf(beyond));
        var product = last == Stride ? $"{count} · {Stride}" : $"({count} − 1) · {Stride} + {last}";
        return $"{count} → {places}: windows of {Extent}, {Stride} apart, {product} = {places}";
    }

    /// <summary>What the last window adds to the strides of those before it.</summary>
    private long LastOf(int beyond) => (Padding == Padding.Valid ? Extent : Extent % 2) + beyond;

    /// <summary>Places added on both sides together.</summary>
    private long Added(int size, int count) =>
        Padding == Padding.Same ? Math.Max(0, ((count - 1L) * Stride) + Extent - size) : 0;

    // In long, as all sums here: a kernel and a dilation may be large ints each.
    private static long CeilingDivide(long dividend, int divisor) => (dividend + divisor - 1) / divisor;
}
