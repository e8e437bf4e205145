using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace Convnet.PropertyTests;

public sealed class Conv2DTransposeTests
{
    [Fact]
    public void Each_pixel_adds_its_kernel_to_a_window()
    {
        var layer = new Conv2DTranspose(1, (1, 3)) { Strides = (1, 2), UseBias = false };
        var weights = Parameters.Of(("kernel", Tensor.Of([1, 3, 1, 1], 1, 10, 100)));

        var output = layer.Forward(weights, Tensor.Of([1, 1, 2, 1], 1, 2), Phase.Inference);
        Assert.Equal([1, 10, 102, 20, 200], output.ToArray());
    }

    [Fact]
    public void It_is_the_adjoint_of_the_convolution_of_the_same_kernel() =>
        Prop.ForAll(Generators.Of(typeof(Conv2DTranspose)), AssertAdjoint).Check(PropertyAttribute.Cases());

    [Fact]
    public void Outputs_have_the_sizes_that_the_reference_counts() =>
        Prop.ForAll(
                Generators.Of(typeof(Conv2DTranspose)),
                given =>
                {
                    var layer = (Conv2DTranspose)given.Layer;
                    var windows = new NaiveTransposedWindows(layer, given.Sample.Batch(1));
                    Assert.Equal(
                        [windows.OutputHeight, windows.OutputWidth, layer.Filters],
                        layer.OutputShape(given.Sample)
                    );
                }
            )
            .Check(PropertyAttribute.Cases());

    [Theory]
    [InlineData(3, 2, Padding.Valid, null, 15)] // (7 − 1)·2 + 3
    [InlineData(2, 3, Padding.Valid, null, 21)] // (7 − 1)·3 + max(2, 3)
    [InlineData(3, 2, Padding.Same, null, 14)] // 7·2
    [InlineData(3, 2, Padding.Valid, 1, 16)]
    [InlineData(3, 2, Padding.Same, 0, 13)] // (7 − 1)·2 + 3 mod 2
    [InlineData(4, 2, Padding.Same, 0, 12)]
    [InlineData(4, 2, Padding.Same, 1, 13)]
    public void Sizes_are_those_of_Keras(int kernel, int stride, Padding padding, int? beyond, int size)
    {
        var layer = new Conv2DTranspose(2, kernel) { Strides = stride, Padding = padding };
        var padded = beyond is { } side ? layer with { OutputPadding = side } : layer;
        Assert.Equal([size, size, 2], padded.OutputShape([7, 7, 3]));
    }

    [Fact]
    public void An_output_padding_that_is_not_below_the_strides_is_refused_as_in_Keras()
    {
        string[] parts = ["OutputPadding of (1, 2)", "Strides of (2, 2)", "below", "Use less of it"];
        Refusal.Of<ShapeException>(
            () => new Conv2DTranspose(4, 3) { OutputPadding = (1, 2), Strides = 2 }.OutputShape([7, 7, 3]),
            parts
        );
        Assert.Equal([16, 16, 4], new Conv2DTranspose(4, 3) { OutputPadding = 1, Strides = 2 }.OutputShape([7, 7, 3]));
        Refusal.Of<ArgumentOutOfRangeException>(
            () => new Conv2DTranspose(4, 3) { OutputPadding = (-1, 0) },
            "OutputPadding is (-1, 0)",
            "at least 0"
        );
    }

    [Fact]
    public void An_output_of_no_pixels_or_of_too_many_is_refused()
    {
        var layer = new Conv2DTranspose(4, 2) { Padding = Padding.Same, OutputPadding = 0 };
        Refusal.Of<ShapeException>(() => layer.OutputShape([1, 7, 3]), "Conv2DTranspose", "(1, 7, 3)", "0×6 pixels");
        Refusal.Of<ShapeException>(
            () => new Conv2DTranspose(4, 1) { Strides = int.MaxValue }.OutputShape([9, 9, 1]),
            "1 to 1,073,741,823"
        );
        Refusal.Of<ShapeException>(
            () => new Conv2DTranspose(4, 1 << 30) { Dilation = 4, Padding = Padding.Same }.OutputShape([9, 9, 1]),
            "windows of 4294967293×4294967293"
        );
    }

    [Fact]
    public void Bad_values_are_refused_in_the_constructor_and_in_with()
    {
        Refusal.Of<ArgumentOutOfRangeException>(() => new Conv2DTranspose(0, 3), "Filters is 0", "at least 1");
        Refusal.Of<ArgumentOutOfRangeException>(() => new Conv2DTranspose(4, (3, -1)), "(3, -1)", "at least 1");
        Refusal.Of<ArgumentOutOfRangeException>(
            () => new Conv2DTranspose(4, 3) with { Filters = -2 },
            "-2",
            "at least 1"
        );
        Refusal.Of<ArgumentOutOfRangeException>(
            () => new Conv2DTranspose(4, 3) with { Kernel = (3, 0) },
            "(3, 0)",
            "at least 1"
        );
        Refusal.Of<ArgumentOutOfRangeException>(
            () => new Conv2DTranspose(4, 3) with { Strides = (0, 1) },
            "(0, 1)",
            "at least 1"
        );
        Refusal.Of<ArgumentOutOfRangeException>(
            () => new Conv2DTranspose(4, 3) with { Dilation = (1, 0) },
            "(1, 0)",
            "at least 1"
        );
        Refusal.Of<ArgumentOutOfRangeException>(
            () => new Conv2DTranspose(4, 3) with { Padding = (Padding)2 },
            "Valid, Same"
        );
        Refusal.Of<ArgumentNullException>(() => new Conv2DTranspose(4, 3) with { Activation = null! }, "missing");
        Refusal.Of<ArgumentNullException>(
            () => new Conv2DTranspose(4, 3) with { KernelInitializer = null! },
            "missing"
        );
        Refusal.Of<ArgumentNullException>(() => new Conv2DTranspose(4, 3) with { BiasInitializer = null! }, "missing");
    }

    [Fact]
    public void Strides_together_with_a_dilation_are_refused_as_in_Keras()
    {
        string[] parts = ["Strides is (1, 2)", "Dilation is (2, 1)", "one of them must be (1, 1)"];
        Refusal.Of<ArgumentException>(() => new Conv2DTranspose(4, 3) { Strides = (1, 2), Dilation = (2, 1) }, parts);
        Refusal.Of<ArgumentException>(() => new Conv2DTranspose(4, 3) { Dilation = (2, 1), Strides = (1, 2) }, parts);
    }

    [Fact]
    public void What_is_not_an_image_is_refused_with_the_way_out() =>
        Refusal.Of<ShapeException>(
            () => new Conv2DTranspose(4, 3).OutputShape([28, 28]),
            "Conv2DTranspose takes images of three axes",
            "Put a Reshape((28, 28, 1)) before it"
        );

    /// <summary>⟨conv(x), y⟩ = ⟨x, transpose(y)⟩; values of −1, 0 and 1, so that all sums are exact.</summary>
    private static void AssertAdjoint(LayerCase given)
    {
        var drawn = (Conv2DTranspose)given.Layer;
        var layer = new Conv2DTranspose(drawn.Filters, drawn.Kernel)
        {
            Strides = drawn.Strides,
            Padding = drawn.Padding,
            Dilation = drawn.Dilation,
            UseBias = false,
        };
        var exact = given with { Layer = layer, Draws = Draws.Few };
        var convolution = new Conv2D(given.Sample[2], layer.Kernel)
        {
            Strides = layer.Strides,
            Padding = layer.Padding,
            Dilation = layer.Dilation,
            UseBias = false,
        };
        var (x, y) = (exact.OutputGradient("x"), exact.Input);
        var transposed = layer.Forward(exact.Parameters, y, Phase.Inference);
        var convolved = convolution.Forward(exact.Parameters, x, Phase.Inference);

        Assert.Equal(y.Shape, convolved.Shape);
        Assert.Equal(Dot(convolved, y), Dot(x, transposed));
    }

    private static double Dot(Tensor left, Tensor right) =>
        left.ToArray().Zip(right.ToArray(), (a, b) => (double)a * b).Sum();
}
