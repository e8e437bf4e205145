using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace Convnet.PropertyTests;

/// <summary>The formulas of window positions against counting.</summary>
public sealed class WindowTests
{
    [Property(MaxTest = 2000, Arbitrary = [typeof(Axes)])]
    public void Windows_along_an_axis_are_those_that_counting_finds(AxisCase given)
    {
        var (size, kernel, stride, dilation, padding) = given;
        var window = new Window(kernel, stride, padding, dilation);

        Assert.Equal(
            NaiveAxis.Of(size, kernel, stride, dilation, padding),
            new(window.Count(size), window.Before(size))
        );
    }

    [Property(Arbitrary = [typeof(Windowed)])]
    public void Layers_over_images_have_the_output_shape_that_counting_finds(LayerCase given)
    {
        var image = given.Sample.Batch(1);
        var (windows, channels) = given.Layer switch
        {
            Conv2D c => (new NaiveWindows(image, c.Kernel, c.Strides, c.Dilation, c.Padding), c.Filters),
            DepthwiseConv2D c => (
                new NaiveWindows(image, c.Kernel, c.Strides, c.Dilation, c.Padding),
                image[3] * c.DepthMultiplier
            ),
            SeparableConv2D c => (new NaiveWindows(image, c.Kernel, c.Strides, c.Dilation, c.Padding), c.Filters),
            MaxPooling2D p => (new NaiveWindows(image, p.PoolSize, p.Strides, 1, p.Padding), image[3]),
            AveragePooling2D p => (new NaiveWindows(image, p.PoolSize, p.Strides, 1, p.Padding), image[3]),
            _ => throw new ArgumentException($"No windows of {given.Layer} are known."),
        };
        Assert.Equal([windows.OutputHeight, windows.OutputWidth, channels], given.Layer.OutputShape(given.Sample));
    }

    [Fact]
    public void Keras_sizes_of_28_pixels_under_a_kernel_of_3()
    {
        // notes of a run of Keras 3.16: 26 valid, 28 same, 14 same with stride 2, 13 valid with stride 2.
        Assert.Equal(26, new Window(3, 1, Padding.Valid).Count(28));
        Assert.Equal(28, new Window(3, 1, Padding.Same).Count(28));
        Assert.Equal(14, new Window(3, 2, Padding.Same).Count(28));
        Assert.Equal(13, new Window(3, 2, Padding.Valid).Count(28));
    }

    [Fact]
    public void Numbers_beyond_all_images_are_refused_and_do_not_wrap_around()
    {
        var kernel = new Conv2D(1, (1 << 30, 1)) { Dilation = (4, 1) };
        Refusal.Of<ShapeException>(
            () => kernel.OutputShape([9, 9, 1]),
            "(9, 9, 1)",
            "window of 4294967293×1",
            "does not fit"
        );
        Refusal.Of<ShapeException>(
            () => (kernel with { Padding = Padding.Same }).OutputShape([9, 9, 1]),
            "does not fit"
        );
        Assert.Equal([1, 1, 1], new MaxPooling2D(2) { Strides = int.MaxValue }.OutputShape([9, 9, 1]));
        Assert.Equal(
            [1, 1, 1],
            new MaxPooling2D(2) { Strides = int.MaxValue, Padding = Padding.Same }.OutputShape([9, 9, 1])
        );
    }

    [Fact]
    public void Of_strides_beyond_the_image_one_is_like_another()
    {
        Func<int, ILayer>[] layers =
        [
            strides => new Conv2D(3, 2) { Strides = strides, Padding = Padding.Same },
            strides => new DepthwiseConv2D(2) { Strides = strides, Padding = Padding.Same },
            strides => new DepthwiseConv2D(3) { Strides = strides, DepthMultiplier = 2 },
            strides => new SeparableConv2D(3, 2) { Strides = strides },
            strides => new MaxPooling2D(2) { Strides = strides, Padding = Padding.Same },
            strides => new AveragePooling2D(2) { Strides = strides },
        ];
        Assert.All(layers, layer => Assert.Equal(Compute(layer(9)), Compute(layer(int.MaxValue))));

        static (Tensor Output, Gradients Gradients) Compute(ILayer layer)
        {
            var given = new LayerCase(layer, [5, 4, 2], 2, Draws.Grid, 1);
            var (output, pullback, _) = layer.ForwardWithPullback(given.Parameters, given.Input, Phase.Inference);
            return (output, pullback(given.OutputGradient()));
        }
    }

    /// <summary>An axis and windows along it, fitting or not.</summary>
    public sealed record AxisCase(int Size, int Kernel, int Stride, int Dilation, Padding Padding);

    public static class Windowed
    {
        public static Arbitrary<LayerCase> Layers() =>
            Generators.Of(
                typeof(Conv2D),
                typeof(DepthwiseConv2D),
                typeof(SeparableConv2D),
                typeof(MaxPooling2D),
                typeof(AveragePooling2D)
            );
    }

    public static class Axes
    {
        public static Arbitrary<AxisCase> Cases() =>
            Arb.From(
                from size in Gen.Choose(1, 60)
                from kernel in Gen.Choose(1, 12)
                from stride in Gen.Choose(1, 12)
                from dilation in Gen.Choose(1, 7)
                from padding in Gen.Elements(Padding.Valid, Padding.Same)
                select new AxisCase(size, kernel, stride, dilation, padding),
                given =>
                    new[]
                    {
                        given with
                        {
                            Size = given.Size - 1,
                        },
                        given with
                        {
                            Kernel = given.Kernel - 1,
                        },
                        given with
                        {
                            Stride = given.Stride - 1,
                        },
                        given with
                        {
                            Dilation = given.Dilation - 1,
                        },
                    }.Where(axis => axis is { Size: > 0, Kernel: > 0, Stride: > 0, Dilation: > 0 })
            );
    }
}
