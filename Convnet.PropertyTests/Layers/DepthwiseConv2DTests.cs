using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace Convnet.PropertyTests;

public sealed class DepthwiseConv2DTests
{
    [Fact]
    public void Kernels_of_a_channel_stand_side_by_side()
    {
        var layer = new DepthwiseConv2D((1, 2)) { DepthMultiplier = 2 };
        var weights = Parameters.Of(
            ("kernel", Tensor.Of([1, 2, 2, 2], 1, 10, 100, 1000, 2, 20, 200, 2000)),
            ("bias", Tensor.Of([4], 0.5f, 0, 0, -1))
        );

        // Channels 1, 2 at the first pixel and 3, 4 at the second.
        var output = layer.Forward(weights, Tensor.Of([1, 1, 2, 2], 1, 2, 3, 4), Phase.Inference);
        Assert.Equal([7.5f, 70, 1000, 9999], output.ToArray());
    }

    [Fact]
    public void A_grouped_convolution_of_one_channel_a_group_gives_the_same() =>
        Prop.ForAll(Generators.Of(typeof(DepthwiseConv2D)), AssertGrouped).Check(PropertyAttribute.Cases());

    [Fact]
    public void Bad_values_are_refused_in_the_constructor_and_in_with()
    {
        Refusal.Of<ArgumentOutOfRangeException>(() => new DepthwiseConv2D((3, -1)), "Kernel is (3, -1)", "at least 1");
        Refusal.Of<ArgumentOutOfRangeException>(
            () => new DepthwiseConv2D(3) { DepthMultiplier = 0 },
            "DepthMultiplier is 0",
            "at least 1"
        );
        Refusal.Of<ArgumentOutOfRangeException>(
            () => new DepthwiseConv2D(3) with { Kernel = (3, 0) },
            "(3, 0)",
            "at least 1"
        );
        Refusal.Of<ArgumentOutOfRangeException>(
            () => new DepthwiseConv2D(3) with { Strides = (0, 1) },
            "(0, 1)",
            "at least 1"
        );
        Refusal.Of<ArgumentOutOfRangeException>(
            () => new DepthwiseConv2D(3) with { Dilation = (1, 0) },
            "(1, 0)",
            "at least 1"
        );
        Refusal.Of<ArgumentOutOfRangeException>(
            () => new DepthwiseConv2D(3) with { Padding = (Padding)2 },
            "Valid, Same"
        );
        Refusal.Of<ArgumentNullException>(() => new DepthwiseConv2D(3) with { Activation = null! }, "missing");
        Refusal.Of<ArgumentNullException>(
            () => new DepthwiseConv2D(3) with { DepthwiseInitializer = null! },
            "missing"
        );
        Refusal.Of<ArgumentNullException>(() => new DepthwiseConv2D(3) with { BiasInitializer = null! }, "missing");
    }

    [Fact]
    public void Strides_together_with_a_dilation_are_refused_as_in_Keras()
    {
        string[] parts = ["Strides is (1, 2)", "Dilation is (2, 1)", "one of them must be (1, 1)"];
        Refusal.Of<ArgumentException>(() => new DepthwiseConv2D(3) { Strides = (1, 2), Dilation = (2, 1) }, parts);
        Refusal.Of<ArgumentException>(() => new DepthwiseConv2D(3) { Dilation = (2, 1), Strides = (1, 2) }, parts);
    }

    [Fact]
    public void Samples_that_do_not_fit_are_refused_with_the_way_out()
    {
        Refusal.Of<ShapeException>(
            () => new DepthwiseConv2D(3).OutputShape([784]),
            "DepthwiseConv2D takes images of three axes",
            "given (784)"
        );
        Refusal.Of<ShapeException>(
            () => new DepthwiseConv2D(5).OutputShape([4, 9, 1]),
            "window of 5×5",
            "Padding.Same"
        );
        Refusal.Of<ArgumentOutOfRangeException>(
            () => new DepthwiseConv2D(1) { DepthMultiplier = int.MaxValue }.OutputShape([1, 1, 2]),
            "more elements"
        );
    }

    private static void AssertGrouped(LayerCase given)
    {
        var (layer, channels) = ((DepthwiseConv2D)given.Layer, given.Sample[2]);
        var filters = channels * layer.DepthMultiplier;
        var grouped = new Conv2D(filters, layer.Kernel)
        {
            Groups = channels,
            Strides = layer.Strides,
            Padding = layer.Padding,
            Dilation = layer.Dilation,
            UseBias = layer.UseBias,
            Activation = layer.Activation,
        };
        // (kh, kw, channels, multiplier) and (kh, kw, 1, channels · multiplier) are the same values in the same order.
        var kernel = given.Parameters["kernel"].Reshape([layer.Kernel.Height, layer.Kernel.Width, 1, filters]);
        var parameters = given.Parameters.With("kernel", kernel);
        var (output, pullback, _) = grouped.ForwardWithPullback(parameters, given.Input, Phase.Inference);
        var own = layer.ForwardWithPullback(given.Parameters, given.Input, Phase.Inference);
        var sent = given.OutputGradient();

        // Each of the two may be off by what rounding does.
        AssertNear(output.ToArray(), own.Output.ToArray(), Tolerances.OfOutput(given, Phase.Inference));
        AssertNear(
            Laws.Flat(pullback(sent)),
            Laws.Flat(own.Pullback(sent)),
            Tolerances.OfGradients(given, Phase.Inference, sent)
        );
    }

    private static void AssertNear<T>(T[] left, T[] right, double[] tolerance)
        where T : struct, IConvertible =>
        Closeness.Assert(
            [.. left.Select(x => x.ToDouble(null))],
            [.. right.Select(x => x.ToDouble(null))],
            [.. tolerance.Select(t => 2 * t)]
        );
}
