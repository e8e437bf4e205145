namespace Convnet.PropertyTests;

/// <summary>
/// The windows of a transposed convolution as Keras' JAX backend has them: zeros stand between the pixels of the input and around them, and
/// windows of stride 1 with the kernel turned around are summed over that.
/// </summary>
internal sealed class NaiveTransposedWindows(Conv2DTranspose layer, Shape images)
{
    private readonly Axis rows = Axis.Of(
        images[1],
        layer.Kernel.Height,
        layer.Strides.Height,
        layer.Dilation.Height,
        layer.Padding,
        layer.OutputPadding.Height
    );

    private readonly Axis columns = Axis.Of(
        images[2],
        layer.Kernel.Width,
        layer.Strides.Width,
        layer.Dilation.Width,
        layer.Padding,
        layer.OutputPadding.Width
    );

    public int OutputHeight => rows.Count;

    public int OutputWidth => columns.Count;

    /// <summary>Output pixels, input pixels (both numbered through the batch) and places in the kernel.</summary>
    public IEnumerable<(int Output, int Input, int Place)> Pairs() =>
        from sample in Enumerable.Range(0, images[0])
        from row in rows.Pairs()
        from column in columns.Pairs()
        select (
            (((sample * rows.Count) + row.Output) * columns.Count) + column.Output,
            (((sample * images[1]) + row.Input) * images[2]) + column.Input,
            (row.Place * layer.Kernel.Width) + column.Place
        );

    /// <summary>One axis.</summary>
    /// <param name="Size">Places of the input.</param>
    /// <param name="Kernel">Places of the kernel.</param>
    /// <param name="Stride">One more than the zeros between two places of the input.</param>
    /// <param name="Dilation">From one place of a window to the next.</param>
    /// <param name="Left">Zeros before the input.</param>
    /// <param name="Count">Places of the output.</param>
    private readonly record struct Axis(int Size, int Kernel, int Stride, int Dilation, int Left, int Count)
    {
        /// <summary>Left and right padding as Keras derives them for JAX.</summary>
        public static Axis Of(int size, int kernel, int stride, int dilation, Padding padding, int beyond)
        {
            var extent = ((kernel - 1) * dilation) + 1;
            var (left, right) =
                padding == Padding.Valid
                    ? (extent - 1, extent - 1 + beyond)
                    : Halves(extent + (extent % 2) - 2 + beyond, extent - 1);
            var spread = ((size - 1) * stride) + 1;
            return new(size, kernel, stride, dilation, left, left + spread + right - (extent - 1));
        }

        public IEnumerable<(int Output, int Input, int Place)> Pairs()
        {
            for (var output = 0; output < Count; output++)
            {
                for (var place = 0; place < Kernel; place++)
                {
                    var at = output + (place * Dilation) - Left;
                    if (at >= 0 && at % Stride == 0 && at / Stride < Size)
                    {
                        yield return (output, at / Stride, Kernel - 1 - place);
                    }
                }
            }
        }

        // The larger half is on the left, but not more than windows can reach.
        private static (int Left, int Right) Halves(int total, int most)
        {
            var left = Math.Min((total / 2) + (total % 2), most);
            return (left, total - left);
        }
    }
}
