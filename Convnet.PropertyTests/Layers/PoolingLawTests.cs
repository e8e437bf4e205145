using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Xunit;

namespace Convnet.PropertyTests;

/// <summary>What a pooling is, said without its formula, for windows that overlap, touch or leave gaps.</summary>
[Properties(Arbitrary = [typeof(Poolings)])]
public sealed class PoolingLawTests
{
    [Property]
    public void The_order_within_a_window_does_not_matter(LayerCase given, int seed)
    {
        // Windows that touch: an image of twice the pool's size, whose windows are all reordered alike.
        var ((height, width), channels) = (Pool(given.Layer), given.Sample[2]);
        var layer = With(given.Layer, (height, width), Padding.Valid);
        var image = given.Draw([1, 2 * height, 2 * width, channels], "image");
        var order = RandomKey.FromSeed(seed).Permutation(height * width);
        var moved = Tensor.Create(
            image.Shape,
            i =>
            {
                var (row, column) = (i / channels / (2 * width), i / channels % (2 * width));
                var from = order[(row % height * width) + (column % width)];
                return image[
                    0,
                    (row / height * height) + (from / width),
                    (column / width * width) + (from % width),
                    i % channels
                ];
            }
        );
        Assert.Equal(Run(layer, image).ToArray(), Run(layer, moved).ToArray());
    }

    [Property]
    public void The_largest_is_at_least_the_average_and_that_at_least_the_least(LayerCase given)
    {
        var (strides, padding) = (Strides(given.Layer), PaddingOf(given.Layer));
        var max = new MaxPooling2D(Pool(given.Layer)) { Strides = strides, Padding = padding };
        var average = Run(
            new AveragePooling2D(Pool(given.Layer)) { Strides = strides, Padding = padding },
            given.Input
        );
        var (most, negatedLeast) = (Run(max, given.Input), Run(max, given.Input.Map(x => -x)));
        for (var i = 0; i < average.Values.Length; i++)
        {
            Assert.InRange(average.Values[i], -negatedLeast.Values[i], most.Values[i]);
        }
    }

    [Property]
    public void The_largest_commutes_with_what_increases(LayerCase given)
    {
        var max = new MaxPooling2D(Pool(given.Layer))
        {
            Strides = Strides(given.Layer),
            Padding = PaddingOf(given.Layer),
        };
        Assert.All(
            (Func<float, float>[])[x => x * x * x, MathF.Exp, x => (2 * x) - 7],
            rising =>
                Assert.Equal(Run(max, given.Input).Map(rising).ToArray(), Run(max, given.Input.Map(rising)).ToArray())
        );
    }

    [Property]
    public void An_image_of_one_value_stays_one(LayerCase given, sbyte value)
    {
        var output = Run(given.Layer, given.Input.Map(_ => value / 8f));
        var rounding = 4 * Approximations.Rounding * Math.Abs(value / 8.0);
        Assert.All(output.ToArray(), actual => Assert.Equal(value / 8.0, actual, rounding));
    }

    [Property]
    public void An_image_moved_by_strides_moves_the_output_by_pixels(
        LayerCase given,
        PositiveInt down,
        PositiveInt right
    )
    {
        var (strides, pool) = (Strides(given.Layer), Pool(given.Layer));
        var layer = With(given.Layer, strides, Padding.Valid);
        var (rows, columns) = (down.Get % 3, right.Get % 3);
        var image = given.Draw([2, pool.Height + 5, pool.Width + 4, given.Sample[2]], "image");
        var moved = new ZeroPadding2D(((rows * strides.Height, 0), (columns * strides.Width, 0))).Forward(
            Parameters.None,
            image,
            default
        );
        Assert.Equal(
            Run(layer, image).ToArray(),
            new Cropping2D(((rows, 0), (columns, 0))).Forward(Parameters.None, Run(layer, moved), default).ToArray()
        );
    }

    [Property]
    public void What_is_sent_into_a_window_comes_out_of_it_whole(LayerCase given, PositiveInt place)
    {
        var sent = given.OutputGradient();
        var alone = Tensor.Create(sent.Shape, i => i == place.Get % sent.Shape.Size ? 3 : 0);
        var pullback = given.Layer.ForwardWithPullback(Parameters.None, given.Input, default).Pullback;
        Assert.All(
            [sent, alone],
            gradient =>
            {
                var (back, mass) = (pullback(gradient).Input, Sum(gradient, x => x));
                Assert.Equal(mass, Sum(back, x => x), 1e-5 * (1 + Sum(gradient, Math.Abs)));
            }
        );

        // Of one window alone nothing goes to another channel or sample, nor is anything taken.
        var one = pullback(alone).Input;
        Assert.All(one.ToArray(), value => Assert.True(value >= 0));
        var (channel, sample) = (
            place.Get % sent.Shape.Size % given.Sample[2],
            place.Get % sent.Shape.Size / (sent.Shape.Size / given.Samples)
        );
        for (var i = 0; i < one.Values.Length; i++)
        {
            Assert.True(one.Values[i] == 0 || (i % given.Sample[2] == channel && i / given.Sample.Size == sample));
        }
    }

    private static Tensor Run(ILayer layer, Tensor input) => layer.Forward(Parameters.None, input, Phase.Inference);

    private static double Sum(Tensor tensor, Func<double, double> of) => tensor.ToArray().Sum(x => of(x));

    private static Size2D Pool(ILayer layer) =>
        layer is MaxPooling2D max ? max.PoolSize : ((AveragePooling2D)layer).PoolSize;

    private static Size2D Strides(ILayer layer) =>
        layer is MaxPooling2D max ? max.Strides : ((AveragePooling2D)layer).Strides;

    private static Padding PaddingOf(ILayer layer) =>
        layer is MaxPooling2D max ? max.Padding : ((AveragePooling2D)layer).Padding;

    private static ILayer With(ILayer layer, Size2D strides, Padding padding) =>
        layer is MaxPooling2D max
            ? max with
            {
                Strides = strides,
                Padding = padding,
            }
            : (AveragePooling2D)layer with
            {
                Strides = strides,
                Padding = padding,
            };

    /// <summary>Poolings of values whose sums are exact.</summary>
    public static class Poolings
    {
        public static Arbitrary<LayerCase> Layers()
        {
            var any = Generators.Of(typeof(MaxPooling2D), typeof(AveragePooling2D));
            return Arb.From(any.Generator.Select(Exact), given => any.Shrinker(given).Select(Exact));
        }

        private static LayerCase Exact(LayerCase given) =>
            given with
            {
                Draws = given.Draws == Draws.Few ? Draws.Few : Draws.Grid,
            };
    }
}
