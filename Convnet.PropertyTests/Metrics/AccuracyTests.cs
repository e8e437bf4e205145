using Xunit;

namespace Convnet.PropertyTests;

public sealed class AccuracyTests
{
    private static readonly Accuracy Metric = new();

    [Fact]
    public void It_is_the_share_of_predictions_that_are_right()
    {
        var prediction = Tensor.Of([4, 3], .2f, .5f, .3f, .9f, .1f, 0, .1f, .2f, .7f, .4f, .4f, .2f);
        Assert.Equal(0.75, Of(prediction, Tensor.Of([4], 1, 1, 2, 0), null));
        Assert.Equal(0.75, Of(prediction, Tensor.Of([4, 1], 1, 1, 2, 0), null));
        Assert.Equal(0.5, Of(prediction, Tensor.Of([4, 3], 0, 1, 0, 0, 1, 0, 0, 0, 1, 0, 1, 0), null));
    }

    [Fact]
    public void Weights_weigh() =>
        Assert.Equal(0.25, Of(Tensor.Of([2, 2], 1, 0, 1, 0), Tensor.Of([2], 0, 1), Tensor.Of([2], 1, 3)));

    [Fact]
    public void A_single_output_is_right_on_the_side_of_its_target() =>
        Assert.Equal(0.75, Of(Tensor.Of([4, 1], .6f, .4f, .5f, .9f), Tensor.Of([4, 1], 1, 0, 0, 0), null));

    [Property]
    public void Batches_count_as_the_whole(int seed, byte cut)
    {
        var given = new LayerCase(new Flatten(), [3], 8, Draws.Few, seed);
        var (prediction, weights) = (given.Input, given.Draw([8], "weights").Map(Math.Abs));
        var target = Tensor.Create([8], i => RandomKey.FromSeed(seed).Below(3, (ulong)i));
        var at = cut % 9;
        var first = Metric.Add(Metric.Start(), prediction[..at, ..], target[..at], weights[..at]);
        var both = Metric.Add(first, prediction[at.., ..], target[at..], weights[at..]);

        Assert.Equal(Metric.Add(Metric.Start(), prediction, target, weights), both);
    }

    [Fact]
    public void Nothing_counted_is_not_a_number()
    {
        Assert.Equal(double.NaN, Metric.Result(Metric.Start()));
        Assert.Equal("accuracy", Metric.Name);
    }

    [Fact]
    public void Targets_of_another_shape_are_refused() =>
        Refusal.Of<ShapeException>(() => Of(Tensor.Zeros([2, 3]), Tensor.Zeros([2, 2]), null), "(2, 2)", "(2, 3)");

    private static double Of(Tensor prediction, Tensor target, Tensor? weights) =>
        Metric.Result(Metric.Add(Metric.Start(), prediction, target, weights));
}
