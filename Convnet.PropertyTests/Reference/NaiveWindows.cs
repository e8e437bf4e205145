namespace Convnet.PropertyTests;

/// <summary>Windows over images: every pairing of an output pixel with an input pixel that it looks at.</summary>
internal sealed class NaiveWindows
{
    private readonly NaiveAxis rows;
    private readonly NaiveAxis columns;

    public NaiveWindows(Shape images, Size2D kernel, Size2D strides, Size2D dilation, Padding padding)
    {
        (Images, Kernel, Strides, Dilation) = (images, kernel, strides, dilation);
        rows = NaiveAxis.Of(images[1], kernel.Height, strides.Height, dilation.Height, padding);
        columns = NaiveAxis.Of(images[2], kernel.Width, strides.Width, dilation.Width, padding);
    }

    public Shape Images { get; }

    public Size2D Kernel { get; }

    public Size2D Strides { get; }

    public Size2D Dilation { get; }

    public int OutputHeight => rows.Count;

    public int OutputWidth => columns.Count;

    /// <summary>Output pixels, input pixels (both numbered through the batch) and places in the kernel; padding is left out, windows in row-major order.</summary>
    public IEnumerable<(int Output, int Input, int Place)> Pairs()
    {
        var (samples, height, width) = (Images[0], Images[1], Images[2]);
        for (var output = 0; output < samples * rows.Count * columns.Count; output++)
        {
            var x = output % columns.Count;
            var y = output / columns.Count % rows.Count;
            var sample = output / columns.Count / rows.Count;
            for (var place = 0; place < Kernel.Height * Kernel.Width; place++)
            {
                var row = (y * Strides.Height) + (place / Kernel.Width * Dilation.Height) - rows.Before;
                var column = (x * Strides.Width) + (place % Kernel.Width * Dilation.Width) - columns.Before;
                if (row >= 0 && row < height && column >= 0 && column < width)
                {
                    yield return (output, (((sample * height) + row) * width) + column, place);
                }
            }
        }
    }
}
