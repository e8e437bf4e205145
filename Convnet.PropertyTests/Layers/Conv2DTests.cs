using Xunit;

namespace Convnet.PropertyTests;

public sealed class Conv2DTests
{
    [Fact]
    public void A_convolution_does_not_flip_its_kernel()
    {
        var layer = new Conv2D(1, (1, 2)) { UseBias = false };
        var weights = Parameters.Of(("kernel", Tensor.Of([1, 2, 1, 1], 1, 10)));

        var output = layer.Forward(weights, Tensor.Of([1, 1, 3, 1], 1, 2, 3), Phase.Inference);
        Assert.Equal([21, 32], output.ToArray());
    }

    [Fact]
    public void Padding_of_same_stands_at_the_end_where_it_is_odd()
    {
        var layer = new Conv2D(1, (1, 2)) { UseBias = false, Padding = Padding.Same };
        var weights = Parameters.Of(("kernel", Tensor.Of([1, 2, 1, 1], 1, 10)));

        var output = layer.Forward(weights, Tensor.Of([1, 1, 3, 1], 1, 2, 3), Phase.Inference);
        Assert.Equal([21, 32, 3], output.ToArray());
    }

    [Fact]
    public void Bad_numbers_are_refused_in_the_constructor_and_in_with()
    {
        var layer = new Conv2D(4, 3);
        Refusal.Of<ArgumentOutOfRangeException>(() => new Conv2D(0, 3), "Filters is 0", "at least 1");
        Refusal.Of<ArgumentOutOfRangeException>(() => new Conv2D(4, (3, -1)), "Kernel is (3, -1)", "at least 1");
        Refusal.Of<ArgumentOutOfRangeException>(() => layer with { Filters = -2 }, "-2", "at least 1");
        Refusal.Of<ArgumentOutOfRangeException>(() => layer with { Kernel = 0 }, "(0, 0)", "at least 1");
        Refusal.Of<ArgumentOutOfRangeException>(() => layer with { Strides = (0, 1) }, "(0, 1)", "at least 1");
        Refusal.Of<ArgumentOutOfRangeException>(() => layer with { Dilation = (1, 0) }, "(1, 0)", "at least 1");
        Refusal.Of<ArgumentOutOfRangeException>(() => layer with { Groups = 0 }, "0", "at least 1");
        Refusal.Of<ArgumentOutOfRangeException>(() => layer with { Padding = (Padding)2 }, "Valid, Same");
        Refusal.Of<ArgumentNullException>(() => layer with { Activation = null! }, "missing");
        Refusal.Of<ArgumentNullException>(() => layer with { KernelInitializer = null! }, "missing");
        Refusal.Of<ArgumentNullException>(() => layer with { BiasInitializer = null! }, "missing");
    }

    [Fact]
    public void Groups_that_do_not_divide_the_filters_are_refused()
    {
        Refusal.Of<ArgumentException>(() => new Conv2D(4, 3) { Groups = 3 }, "Groups is 3", "4 Filters", "divisor");
        Refusal.Of<ArgumentException>(
            () => new Conv2D(4, 3) { Groups = 2 } with { Filters = 5 },
            "Groups is 2",
            "5 Filters"
        );
    }

    [Fact]
    public void Groups_that_do_not_divide_the_channels_are_refused() =>
        Refusal.Of<ShapeException>(
            () => new Conv2D(4, 3) { Groups = 2 }.OutputShape([9, 9, 3]),
            "Conv2D has 2 groups",
            "given (9, 9, 3)",
            "Use a divisor of 3"
        );

    [Fact]
    public void Strides_together_with_a_dilation_are_refused_as_in_Keras()
    {
        string[] parts = ["Strides is (1, 2)", "Dilation is (2, 1)", "one of them must be (1, 1)"];
        Refusal.Of<ArgumentException>(() => new Conv2D(4, 3) { Strides = (1, 2), Dilation = (2, 1) }, parts);
        Refusal.Of<ArgumentException>(() => new Conv2D(4, 3) { Dilation = (2, 1), Strides = (1, 2) }, parts);
        Refusal.Of<ArgumentException>(() => new Conv2D(4, 3) { Strides = (1, 2) } with { Dilation = (2, 1) }, parts);
        Size2D[] axes = [(1, 2), (2, 1), (2, 2)];
        Assert.All(
            from strides in axes
            from dilation in axes
            select (strides, dilation),
            both =>
                Assert.Throws<ArgumentException>(() =>
                    new Conv2D(4, 3) { Strides = both.strides, Dilation = both.dilation }
                )
        );
    }

    [Fact]
    public void What_is_not_an_image_is_refused_with_the_way_out()
    {
        var layer = new Conv2D(4, 3);
        Refusal.Of<ShapeException>(
            () => layer.OutputShape([28, 28]),
            "given (28, 28)",
            "Put a Reshape((28, 28, 1)) before it"
        );
        Refusal.Of<ShapeException>(() => layer.OutputShape([784]), "Conv2D takes images of three axes", "given (784)");
        Refusal.Of<ShapeException>(() => layer.OutputShape([28, 0, 1]), "given (28, 0, 1)");
    }

    [Fact]
    public void A_kernel_larger_than_the_image_is_refused_and_dilation_counts()
    {
        Refusal.Of<ShapeException>(() => new Conv2D(4, 5).OutputShape([4, 9, 1]), "given (4, 9, 1)", "window of 5×5");
        Refusal.Of<ShapeException>(() => new Conv2D(4, 3) { Dilation = 2 }.OutputShape([4, 9, 1]), "window of 5×5");
        Assert.Equal([4, 9, 4], new Conv2D(4, 5) { Padding = Padding.Same }.OutputShape([4, 9, 1]));
    }
}
