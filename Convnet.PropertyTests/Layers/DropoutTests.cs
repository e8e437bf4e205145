using Xunit;

namespace Convnet.PropertyTests;

/// <summary>Laws of layers that drop in training.</summary>
public sealed class DropoutTests
{
    private const int Count = 1003;

    [Property]
    public void As_many_values_are_kept_as_the_rate_says_and_scaled_so_that_the_mean_stays(int seed, byte percent)
    {
        var rate = percent % 100 / 100.0;
        var output = Run(new Dropout(rate), Ones(), seed).Output.ToArray();

        var scale = (float)(1 / (1 - rate));
        Assert.All(output, value => Assert.True(value == 0 || value == scale, $"{value}"));

        AssertKept(1 - rate, output);
    }

    [Property]
    public void What_is_dropped_differs_by_step_and_by_sample_and_at_neighbours(int seed)
    {
        var output = Run(new Dropout(0.5), Ones(), seed).Output;
        Assert.NotEqual(output, Run(new Dropout(0.5), Ones(), seed + 1).Output);
        AssertApart(output[0, ..].ToArray(), output[1, ..].ToArray());
        AssertApart(output[0, ..^1].ToArray(), output[0, 1..].ToArray());
    }

    [Property]
    public void Two_equal_ones_in_a_sequential_drop_apart(int seed)
    {
        var half = new Dropout(0.5);
        var both = new Sequential(half, half);
        var none = Parameters.OfChildren(Parameters.None, Parameters.None);
        var phase = Phase.Training(RandomKey.FromSeed(seed));
        var kept = both.Forward(none, Ones(), phase).ToArray().Count(value => value != 0);

        // A quarter of them, where the same draws would keep half.
        Assert.InRange(kept / (2.0 * Count), 0.15, 0.35);
    }

    [Property]
    public void The_gradient_is_dropped_as_the_values_were(int seed)
    {
        var (output, pullback, _) = Run(new Dropout(0.3), Ones(), seed);
        Assert.Equal(output, pullback(Ones()).Input);
    }

    [Property]
    public void Spatial_dropout_drops_whole_channels(int seed)
    {
        var images = Tensor.Create([4, 3, 2, 9], _ => 1);
        var output = Run(new SpatialDropout2D(0.5), images, seed).Output;
        for (var sample = 0; sample < 4; sample++)
        {
            var first = output[sample, 0, 0, ..];
            Assert.All(first.ToArray(), value => Assert.True(value is 0 or 2, $"{value}"));
            Assert.All(Enumerable.Range(0, 6), i => Assert.Equal(first, output[sample, i / 2, i % 2, ..]));
        }
    }

    [Property]
    public void As_many_channels_are_kept_as_the_rate_says(int seed)
    {
        var output = Run(new SpatialDropout2D(0.3), Ones().Reshape([2, 1, 1, Count]), seed).Output.ToArray();
        AssertKept(0.7, output);
    }

    [Fact]
    public void A_rate_of_0_is_the_identity_and_so_is_inference_and_a_frozen_one_still_drops()
    {
        Assert.Equal(Ones(), Run(new Dropout(0), Ones(), 1).Output);
        ILayer[] layers = [new Dropout(0.5), new SpatialDropout2D(0.5)];
        var images = Ones().Reshape([2, 1, 1, Count]);
        Assert.All(
            layers,
            layer =>
            {
                Assert.Same(images, layer.Forward(Parameters.None, images, Phase.Inference));
                Assert.Equal(Run(layer, images, 1).Output, Run(new Frozen(layer), images, 1).Output);
                Assert.NotEqual(images, Run(new Frozen(layer), images, 1).Output);
            }
        );
    }

    [Fact]
    public void What_is_no_number_and_is_dropped_is_0()
    {
        var output = Run(new Dropout(0.5), Ones().Map(_ => float.NaN), 1).Output.ToArray();
        Assert.Contains(0, output);
        Assert.Contains(float.NaN, output);
    }

    [Fact]
    public void Rates_outside_of_0_to_1_and_samples_that_are_no_images_are_refused()
    {
        Refusal.Of<ArgumentOutOfRangeException>(() => new Dropout(1), "Rate is 1", "at least 0 and below 1");
        Refusal.Of<ArgumentOutOfRangeException>(() => new Dropout(0.5) with { Rate = -0.1 }, "Rate is -0.1");
        Refusal.Of<ArgumentOutOfRangeException>(() => new Dropout(double.NaN), "Rate is NaN");
        Refusal.Of<ArgumentOutOfRangeException>(() => new SpatialDropout2D(1), "Rate is 1", "at least 0 and below 1");
        Refusal.Of<ArgumentOutOfRangeException>(() => new SpatialDropout2D(0.5) with { Rate = 2 }, "Rate is 2");
        Refusal.Of<ShapeException>(() => new SpatialDropout2D(0.5).OutputShape([64]), "SpatialDropout2D", "(64)");
    }

    private static Tensor Ones() => Tensor.Create([2, Count], _ => 1);

    private static Differential Run(ILayer layer, Tensor input, int seed) =>
        layer.ForwardWithPullback(Parameters.None, input, Phase.Training(RandomKey.FromSeed(seed)));

    /// <summary>
    /// By Bernstein's inequality, fewer than one of 10⁹ binomial counts of variance v are further from their mean than t, where
    /// t²/2 = ln(2·10⁹)·(v + t/3), however rare what is counted is. Where all are kept, none is missing.
    /// </summary>
    private static void AssertKept(double share, float[] output)
    {
        var (logarithm, variance) = (Math.Log(2e9), share * (1 - share) * output.Length);
        var most = (logarithm / 3) + Math.Sqrt((logarithm * logarithm / 9) + (2 * logarithm * variance));
        var kept = output.Count(value => value != 0);
        Assert.Equal(share * output.Length, kept, variance == 0 ? 0 : most);
    }

    /// <summary>Fair coins that know nothing of each other agree half of the time.</summary>
    private static void AssertApart(float[] one, float[] other) =>
        Assert.InRange(one.Zip(other, (a, b) => a == b ? 1.0 : 0).Average(), 0.4, 0.6);
}
