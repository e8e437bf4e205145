using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace Convnet.PropertyTests;

/// <summary>A convolution and the pooling after it, rewritten for training, are the pair that they were.</summary>
public sealed class PoolingFusionTests
{
    [Property(Arbitrary = [typeof(Pairs)])]
    public void The_rewritten_pair_has_the_values_and_gradients_of_the_pair(LayerCase given)
    {
        var rewritten = PoolingFusion.Rewrite(given.Layer, given.Input.Shape.Sample);
        var (expected, actual) = (
            given.Layer.ForwardWithPullback(given.Parameters, given.Input, default),
            rewritten.ForwardWithPullback(given.Parameters, given.Input, default)
        );
        Close(Doubles(expected.Output), Doubles(actual.Output));
        Assert.Equal(actual.Output, rewritten.Forward(given.Parameters, given.Input, default));
        var sent = given.Draw(expected.Output.Shape, "sent");
        Close(Laws.Flat(expected.Pullback(sent)), Laws.Flat(actual.Pullback(sent)));
    }

    [Property(Arbitrary = [typeof(Pairs)], MaxTest = 300)]
    public void The_rewritten_pair_keeps_the_laws_of_layers(LayerCase given)
    {
        var rewritten = given with { Layer = PoolingFusion.Rewrite(given.Layer, given.Sample) };
        Laws.Verified(rewritten, Law.OutputShape, Law.Agreement, Law.Purity, Law.GradientShapes, Law.Wanted);
        Laws.ReusedBuffersDoNotShow(rewritten);
    }

    [Fact]
    public void Windows_that_no_pooling_window_looks_at_are_left_out()
    {
        var pair = new Sequential(new Conv2D(4, (3, 3)) { Activation = Activation.Relu }, new MaxPooling2D((2, 2)));
        var rewritten = (Sequential)PoolingFusion.Rewrite(pair, [13, 13, 2]);
        var fused = Assert.IsType<PooledConvolution>(rewritten.Layers[0]);
        Assert.Equal([10, 10, 4], fused.Layer.OutputShape([13, 13, 2]));
        Assert.Equal(new Sequential(), rewritten.Layers[1]);
        Assert.Equal(pair.OutputShape([13, 13, 2]), rewritten.OutputShape([13, 13, 2]));
    }

    [Fact]
    public void A_pair_of_windows_close_together_stays_two_layers_with_relu_in_the_second()
    {
        var pair = new Sequential(
            new Conv2D(4, (3, 3)) { Activation = Activation.Relu },
            new MaxPooling2D((2, 2)) { Strides = 1 }
        );
        var rewritten = (Sequential)PoolingFusion.Rewrite(pair, [13, 13, 2]);
        Assert.Equal(Activation.Linear, ((Conv2D)rewritten.Layers[0]).Activation);
        Assert.Equal(Activation.Relu, ((MaxPooling2D)rewritten.Layers[1]).Activation);
    }

    [Fact]
    public void A_frozen_convolution_is_fused_and_stays_frozen()
    {
        var pair = new Sequential(new Frozen(new Conv2D(4, 3)), new MaxPooling2D());
        var rewritten = (Sequential)PoolingFusion.Rewrite(pair, [9, 9, 2]);
        Assert.IsType<PooledConvolution>(Assert.IsType<Frozen>(rewritten.Layers[0]).Inner);
    }

    [Fact]
    public void Other_layers_stay_as_they_are()
    {
        var layers = new Sequential(
            new Conv2D(4, 3) { Activation = Activation.Tanh },
            new MaxPooling2D { Padding = Padding.Same },
            new Flatten()
        );
        Assert.Equal(layers, PoolingFusion.Rewrite(layers, [9, 9, 2]));
        var alone = new Sequential(new Conv2D(4, 3) { Activation = Activation.Relu }, new Flatten());
        Assert.Same(alone, PoolingFusion.Rewrite(alone, [9, 9, 2]));
    }

    // Fewer rows and shorter runs may be rounded otherwise, by a BLAS and by vectorised functions.
    private static double[] Doubles(Tensor tensor) => [.. tensor.ToArray().Select(value => (double)value)];

    private static void Close(double[] expected, double[] actual)
    {
        var scale = expected.Select(Math.Abs).DefaultIfEmpty().Max();
        Assert.Equal(expected.Length, actual.Length);
        Assert.All(expected.Zip(actual), pair => Assert.InRange(Math.Abs(pair.First - pair.Second), 0, 1e-5 * scale));
    }

    public static class Pairs
    {
        /// <summary>Convolutions of many kinds, each followed by a pooling, in a Sequential within a Sequential or not.</summary>
        public static Arbitrary<LayerCase> Layers() =>
            Arb.From(
                from given in Generators.Of(typeof(Conv2D)).Generator
                from activation in Gen.Elements(Activation.Relu, Activation.Relu, Activation.Linear, Activation.Sigmoid)
                from isMax in Gen.Elements(true, false)
                from padding in Gen.Elements(Padding.Valid, Padding.Same)
                from height in Gen.Choose(1, 3)
                from width in Gen.Choose(1, 3)
                from stride in Gen.Choose(1, 3)
                from isNested in Gen.Elements(true, false)
                let convolution = (Conv2D)given.Layer with
                {
                    Activation = activation,
                }
                let output = convolution.OutputShape(given.Input.Shape.Sample)
                let pool = new Size2D(Math.Min(height, output[0]), Math.Min(width, output[1]))
                let pooling = isMax
                    ? (ILayer)new MaxPooling2D(pool) { Padding = padding, Strides = stride }
                    : new AveragePooling2D(pool) { Padding = padding }
                let pair = new Sequential(convolution, pooling)
                select given with
                {
                    Layer = isNested ? new Sequential(pair, new Flatten()) : pair,
                }
            );
    }
}
