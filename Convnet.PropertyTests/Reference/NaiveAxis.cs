namespace Convnet.PropertyTests;

/// <summary>Window positions along one axis, found by trying: no closed formula, so that nothing is shared with the core.</summary>
/// <param name="Count">How many windows there are.</param>
/// <param name="Before">How many places of padding stand before the axis.</param>
internal readonly record struct NaiveAxis(int Count, int Before)
{
    /// <summary>The windows of <paramref name="kernel"/> places, <paramref name="dilation"/> apart, along <paramref name="size"/> places.</summary>
    public static NaiveAxis Of(int size, int kernel, int stride, int dilation, Padding padding)
    {
        var last = (kernel - 1) * dilation;
        var count = 0;
        if (padding == Padding.Valid)
        {
            // A window stands wherever its last place is still on the axis.
            for (var first = 0; first + last < size; first += stride)
            {
                count++;
            }

            return new(count, 0);
        }

        // One window begins at each stride that begins on the axis; padding grows until the last window fits.
        for (var first = 0; first < size; first += stride)
        {
            count++;
        }

        var total = 0;
        while (((count - 1) * stride) + last >= size + total)
        {
            total++;
        }

        return new(count, total / 2);
    }
}
