using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace Convnet.PropertyTests;

[Collection(ProviderTheory.Collection)]
public sealed class SeparableConv2DTests
{
    [Fact]
    public void It_is_a_depthwise_convolution_and_one_of_a_pixel_to_the_bit()
    {
        // The provider that promises the same bits wherever the operands of a product lie.
        using var scope = ProviderTheory.Use("simd");
        Prop.ForAll(Generators.Of(typeof(SeparableConv2D)), AssertTwoSteps).Check(PropertyAttribute.Cases());
    }

    [Fact]
    public void It_has_far_fewer_weights_than_a_convolution()
    {
        Assert.Equal((3 * 3 * 32) + (32 * 64) + 64, Weights(new SeparableConv2D(64, 3)));
        Assert.Equal((3 * 3 * 32 * 64) + 64, Weights(new Conv2D(64, 3)));

        static int Weights(ILayer layer) => layer.ParameterSpecs([28, 28, 32]).Sum(parameter => parameter.Shape.Size);
    }

    [Fact]
    public void Bad_values_are_refused_in_the_constructor_and_in_with()
    {
        Refusal.Of<ArgumentOutOfRangeException>(() => new SeparableConv2D(0, 3), "Filters is 0", "at least 1");
        Refusal.Of<ArgumentOutOfRangeException>(() => new SeparableConv2D(4, (3, -1)), "(3, -1)", "at least 1");
        Refusal.Of<ArgumentOutOfRangeException>(
            () => new SeparableConv2D(4, 3) with { Filters = -2 },
            "-2",
            "at least 1"
        );
        Refusal.Of<ArgumentOutOfRangeException>(
            () => new SeparableConv2D(4, 3) { DepthMultiplier = 0 },
            "is 0",
            "at least 1"
        );
        Refusal.Of<ArgumentOutOfRangeException>(
            () => new SeparableConv2D(4, 3) with { Kernel = (3, 0) },
            "(3, 0)",
            "at least 1"
        );
        Refusal.Of<ArgumentOutOfRangeException>(
            () => new SeparableConv2D(4, 3) with { Strides = (0, 1) },
            "(0, 1)",
            "at least 1"
        );
        Refusal.Of<ArgumentOutOfRangeException>(
            () => new SeparableConv2D(4, 3) with { Dilation = (1, 0) },
            "(1, 0)",
            "at least 1"
        );
        Refusal.Of<ArgumentOutOfRangeException>(
            () => new SeparableConv2D(4, 3) with { Padding = (Padding)2 },
            "Valid, Same"
        );
        Refusal.Of<ArgumentNullException>(() => new SeparableConv2D(4, 3) with { Activation = null! }, "missing");
        Refusal.Of<ArgumentNullException>(
            () => new SeparableConv2D(4, 3) with { DepthwiseInitializer = null! },
            "missing"
        );
        Refusal.Of<ArgumentNullException>(
            () => new SeparableConv2D(4, 3) with { PointwiseInitializer = null! },
            "missing"
        );
        Refusal.Of<ArgumentNullException>(() => new SeparableConv2D(4, 3) with { BiasInitializer = null! }, "missing");
    }

    [Fact]
    public void Strides_together_with_a_dilation_are_refused_as_in_Keras()
    {
        string[] parts = ["Strides is (1, 2)", "Dilation is (2, 1)", "one of them must be (1, 1)"];
        Refusal.Of<ArgumentException>(() => new SeparableConv2D(4, 3) { Strides = (1, 2), Dilation = (2, 1) }, parts);
        Refusal.Of<ArgumentException>(() => new SeparableConv2D(4, 3) { Dilation = (2, 1), Strides = (1, 2) }, parts);
    }

    [Fact]
    public void Samples_that_do_not_fit_are_refused_with_the_way_out()
    {
        var layer = new SeparableConv2D(4, 3);
        Refusal.Of<ShapeException>(() => layer.OutputShape([28, 28]), "SeparableConv2D", "Put a Reshape((28, 28, 1))");
        Refusal.Of<ShapeException>(() => layer.OutputShape([2, 9, 1]), "window of 3×3", "Padding.Same");
    }

    private static void AssertTwoSteps(LayerCase given)
    {
        var layer = (SeparableConv2D)given.Layer;
        var depthwise = new DepthwiseConv2D(layer.Kernel)
        {
            DepthMultiplier = layer.DepthMultiplier,
            Strides = layer.Strides,
            Padding = layer.Padding,
            Dilation = layer.Dilation,
            UseBias = false,
        };
        var pointwise = new Conv2D(layer.Filters, 1) { UseBias = layer.UseBias, Activation = layer.Activation };
        var (parameters, sent) = (given.Parameters, given.OutputGradient());
        List<(string, Tensor)> second = [("kernel", parameters["pointwise_kernel"])];
        if (layer.UseBias)
        {
            second.Add(("bias", parameters["bias"]));
        }

        var steps = Parameters.OfChildren(
            Parameters.Of(("kernel", parameters["depthwise_kernel"])),
            Parameters.Of([.. second])
        );
        var expected = new Sequential(depthwise, pointwise).ForwardWithPullback(steps, given.Input, Phase.Inference);
        var actual = layer.ForwardWithPullback(parameters, given.Input, Phase.Inference);

        Assert.Equal(expected.Output, actual.Output);
        Assert.Equal(Laws.Flat(expected.Pullback(sent)), Laws.Flat(actual.Pullback(sent)));
    }
}
