using Xunit;

namespace Convnet.PropertyTests;

public sealed class PoolingTests
{
    [Property]
    public void Max_pooling_ignores_padding(LayerCase given)
    {
        var layer = given.Layer as MaxPooling2D ?? new MaxPooling2D(3) { Strides = 2 };
        var input = Tensor.Create([2, 5, 4, 3], i => -1 - (i % 7));

        var output = (layer with { Padding = Padding.Same }).Forward(Parameters.None, input, Phase.Inference);
        Assert.All(output.ToArray(), value => Assert.InRange(value, -7, -1));
    }

    [Property]
    public void Average_pooling_leaves_padding_out_of_the_count(LayerCase given)
    {
        var layer = given.Layer as AveragePooling2D ?? new AveragePooling2D(3) { Strides = 2 };
        var ones = Tensor.Create([2, 5, 4, 3], _ => 1);

        var output = (layer with { Padding = Padding.Same }).Forward(Parameters.None, ones, Phase.Inference);
        Assert.All(output.ToArray(), value => Assert.Equal(1, value));
    }

    [Fact]
    public void Max_pooling_lets_no_NaN_vanish()
    {
        foreach (var channels in (int[])[1, 8, 19])
        {
            foreach (var place in (int[])[0, 1, 3])
            {
                var input = Tensor.Create([1, 2, 2, channels], i => i / channels == place ? float.NaN : i);
                var output = new MaxPooling2D(2).Forward(Parameters.None, input, default);
                Assert.All(output.ToArray(), value => Assert.True(float.IsNaN(value)));
            }
        }
    }

    [Fact]
    public void The_average_of_10_and_20_under_a_padded_window_of_3_is_15()
    {
        // A run of Keras 3.16.
        var layer = new AveragePooling2D((1, 3)) { Strides = (1, 2), Padding = Padding.Same };
        Assert.Equal([15], Row(layer, 10, 20).Output.ToArray());
    }

    [Fact]
    public void A_tie_goes_to_the_first_maximum_in_row_major_order()
    {
        var input = Tensor.Of([1, 2, 2, 1], 1, 3, 3, 3);
        var pullback = new MaxPooling2D(2).ForwardWithPullback(Parameters.None, input, Phase.Inference).Pullback;
        Assert.Equal([0, 5, 0, 0], pullback(Tensor.Of([1, 1, 1, 1], 5)).Input.ToArray());
    }

    [Fact]
    public void The_gradients_of_overlapping_windows_accumulate()
    {
        var (output, pullback, _) = Row(new MaxPooling2D((1, 2)) { Strides = 1 }, 1, 9, 2);
        Assert.Equal([9, 9], output.ToArray());
        Assert.Equal([0, 7, 0], pullback(Tensor.Of([1, 1, 2, 1], 3, 4)).Input.ToArray());
    }

    [Fact]
    public void Strides_follow_the_pool_size_until_they_are_told()
    {
        Assert.Equal(new Size2D(3, 3), (new MaxPooling2D(2) with { PoolSize = 3 }).Strides);
        Assert.Equal(new Size2D(3, 3), (new AveragePooling2D(2) with { PoolSize = 3 }).Strides);
        Assert.Equal(new Size2D(1, 1), (new MaxPooling2D(2) { Strides = 1 } with { PoolSize = 3 }).Strides);
        Assert.Equal(new MaxPooling2D((2, 2)), new MaxPooling2D());
        Assert.Equal(new AveragePooling2D((2, 2)), new AveragePooling2D());
    }

    [Fact]
    public void Axes_that_are_kept_have_one_place()
    {
        var images = Tensor.Create([2, 3, 2, 2], i => i);
        ILayer[] kept = [new GlobalMaxPooling2D { KeepDims = true }, new GlobalAveragePooling2D { KeepDims = true }];
        ILayer[] dropped = [new GlobalMaxPooling2D(), new GlobalAveragePooling2D()];
        foreach (var (one, other) in kept.Zip(dropped))
        {
            Assert.Equal([1, 1, 2], one.OutputShape([3, 2, 2]));
            var output = other.Forward(Parameters.None, images, default);
            Assert.Equal(output.Reshape([2, 1, 1, 2]), one.Forward(Parameters.None, images, default));
        }
    }

    [Fact]
    public void Bad_sizes_are_refused_in_the_constructor_and_in_with()
    {
        Refusal.Of<ArgumentOutOfRangeException>(() => new MaxPooling2D((0, 2)), "PoolSize is (0, 2)", "at least 1");
        Refusal.Of<ArgumentOutOfRangeException>(() => new MaxPooling2D() with { PoolSize = -1 }, "at least 1");
        Refusal.Of<ArgumentOutOfRangeException>(() => new MaxPooling2D() with { Strides = 0 }, "at least 1");
        Refusal.Of<ArgumentOutOfRangeException>(() => new MaxPooling2D { Padding = (Padding)9 }, "Valid, Same");
        Refusal.Of<ArgumentOutOfRangeException>(() => new AveragePooling2D((2, 0)), "PoolSize is (2, 0)", "at least 1");
        Refusal.Of<ArgumentOutOfRangeException>(() => new AveragePooling2D() with { PoolSize = -1 }, "at least 1");
        Refusal.Of<ArgumentOutOfRangeException>(() => new AveragePooling2D() with { Strides = 0 }, "at least 1");
        Refusal.Of<ArgumentOutOfRangeException>(() => new AveragePooling2D { Padding = (Padding)9 }, "Valid, Same");
    }

    [Fact]
    public void What_is_not_an_image_is_refused()
    {
        ILayer[] layers =
        [
            new MaxPooling2D(),
            new AveragePooling2D(),
            new GlobalMaxPooling2D(),
            new GlobalAveragePooling2D(),
        ];
        Assert.All(
            layers,
            layer =>
            {
                var name = layer.GetType().Name;
                Refusal.Of<ShapeException>(
                    () => layer.OutputShape([64]),
                    name,
                    "(height, width, channels)",
                    "given (64)"
                );
                Refusal.Of<ShapeException>(() => layer.OutputShape([4, 0, 1]), name, "given (4, 0, 1)");
            }
        );
    }

    [Fact]
    public void A_window_larger_than_the_image_is_refused()
    {
        string[] parts = ["given (2, 5, 1)", "window of 3×3", "does not fit", "Padding.Same"];
        Refusal.Of<ShapeException>(() => new MaxPooling2D(3).OutputShape([2, 5, 1]), parts);
        Refusal.Of<ShapeException>(() => new AveragePooling2D(3).OutputShape([2, 5, 1]), parts);
    }

    private static Differential Row(ILayer layer, params float[] values) =>
        layer.ForwardWithPullback(Parameters.None, Tensor.Of([1, 1, values.Length, 1], values), Phase.Inference);
}
