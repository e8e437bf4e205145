using Xunit;

namespace Convnet.PropertyTests;

public sealed class ClippingTests
{
    [Property]
    public void Values_are_bounded_and_those_within_stay(ParameterCase given, byte limit)
    {
        var most = (limit + 1) / 128f;
        var clipped = Clip(new ClipByValue(most), given.Tree);
        Assert.Equal(given.Tree.Map(tensor => tensor.Map(x => Math.Clamp(x, -most, most))), clipped);
    }

    [Property]
    public void A_long_gradient_gets_the_norm_of_the_limit_and_a_short_one_stays(ParameterCase given, byte limit)
    {
        var most = (limit + 1) / 64.0;
        var clipped = Clip(new ClipByNorm(most), given.Tree);
        foreach (var (before, after) in Closeness.Pairs(given.Tree.Leaves, clipped.Leaves))
        {
            var norm = Norm(before.Tensor.ToArray());
            Assert.Equal(norm <= most, before.Tensor.Equals(after.Tensor));
            Closeness.AssertRelative(
                after.Tensor,
                [.. before.Tensor.ToArray().Select(x => x * most / Math.Max(norm, most))],
                4 * Approximations.Rounding,
                before.Path
            );
        }
    }

    [Property]
    public void The_global_norm_is_that_of_all_tensors_and_their_proportions_stay(ParameterCase given, byte limit)
    {
        var most = (limit + 1) / 64.0;
        var clipped = Clip(new ClipByGlobalNorm(most), given.Tree);
        var norm = Norm(given.Tree.Leaves.SelectMany(leaf => leaf.Tensor.ToArray()));
        Assert.Equal(norm <= most, given.Tree.Equals(clipped));
        foreach (var (before, after) in Closeness.Pairs(given.Tree.Leaves, clipped.Leaves))
        {
            Closeness.AssertRelative(
                after.Tensor,
                [.. before.Tensor.ToArray().Select(x => x * most / Math.Max(norm, most))],
                4 * Approximations.Rounding,
                before.Path
            );
        }
    }

    [Fact]
    public void Norms_are_taken_in_double_over_all_pieces()
    {
        // 3 · 4,096 + 5 values of 1 and one of 4,096 in float32: added one by one from the large one's square on, none of the ones would count.
        var values = Enumerable.Repeat(1f, (3 * 4096) + 5).Prepend(4096).ToArray();
        var norm = Math.Sqrt((4096.0 * 4096) + values.Length - 1);
        var clipped = Clip(new ClipByNorm(1), Optimization.Tree(values))["w"];
        Assert.Equal(4096 / norm, clipped[0], 1e-7);
        Assert.Equal(1 / norm, clipped[values.Length - 1], 1e-10);
    }

    [Fact]
    public void A_gradient_of_zeros_stays_and_one_that_is_not_finite_shows()
    {
        var zeros = Optimization.Tree(0, 0);
        Assert.Equal(zeros, Clip(new ClipByNorm(1), zeros));
        Assert.Equal(zeros, Clip(new ClipByGlobalNorm(1), zeros));
        Assert.All(
            Clip(new ClipByGlobalNorm(1), Optimization.Tree(float.NaN, 1))["w"].ToArray(),
            x => Assert.True(float.IsNaN(x))
        );
        Assert.All(
            Clip(new ClipByGlobalNorm(1), Optimization.Tree(float.PositiveInfinity, 1))["w"].ToArray(),
            x => Assert.True(float.IsNaN(x))
        );
    }

    [Fact]
    public void Two_clippings_of_one_gradient_are_refused_however_they_are_wrapped()
    {
        IOptimizer[] clippings = [new ClipByValue(1), new ClipByNorm(1), new ClipByGlobalNorm(1)];
        foreach (var first in clippings)
        {
            foreach (var second in clippings)
            {
                Refusal.Of<ArgumentException>(
                    () => new Chain(first, second, new SGD()),
                    $"{first}",
                    $"{second}",
                    "twice",
                    "keep one"
                );
            }
        }

        var inner = new Chain(new ClipByNorm(1), new SGD());
        Refusal.Of<ArgumentException>(() => new Chain(new ClipByValue(1), new Chain(), inner), "twice");
        Refusal.Of<ArgumentException>(() => new Chain(new ClipByValue(1), new WeightDecay(0.1, inner)), "twice");
        Refusal.Of<ArgumentException>(
            () => new Chain(new ClipByValue(1), new Scheduled(new ConstantSchedule(1), inner)),
            "twice"
        );
        Refusal.Of<ArgumentException>(
            () => new Chain(new ClipByValue(1), new ExponentialMovingAverage(inner)),
            "twice"
        );
        var groups = new ByParameter("*bias", new SGD(), inner);
        Refusal.Of<ArgumentException>(() => new Chain(new ClipByValue(1), groups), "twice");
        Refusal.Of<ArgumentException>(
            () => new Chain(new ByParameter("*bias", new Chain(new SGD(), new ClipByValue(1)), new SGD()), inner),
            "twice"
        );
        Assert.Equal(3, new Chain(new ClipByValue(1), new SGD(), new ClipByNorm(1)).Optimizers.Length);
    }

    [Fact]
    public void A_limit_is_above_0()
    {
        Refusal.Of<ArgumentOutOfRangeException>(() => new ClipByValue(0), "Limit is 0", "above 0");
        Refusal.Of<ArgumentOutOfRangeException>(() => new ClipByNorm(-1), "Limit is -1", "above 0");
        Refusal.Of<ArgumentOutOfRangeException>(() => new ClipByGlobalNorm(double.NaN), "Limit is NaN", "finite");
        Refusal.Of<ArgumentOutOfRangeException>(() => new ClipByValue(1) with { Limit = 0 }, "Limit is 0");
        Refusal.Of<ArgumentOutOfRangeException>(() => new ClipByNorm(1) with { Limit = 0 }, "Limit is 0");
        Refusal.Of<ArgumentOutOfRangeException>(() => new ClipByGlobalNorm(1) with { Limit = 0 }, "Limit is 0");
        Refusal.Of<ArgumentException>(
            () =>
                new ClipByNorm(1).Update(
                    Optimization.Tree(1),
                    new Adam().Initialize(Optimization.Tree(1)),
                    Optimization.Tree(1)
                ),
            "keeps 0 slots"
        );
    }

    private static Parameters Clip(IOptimizer clipping, Parameters gradient) =>
        clipping.Update(gradient, clipping.Initialize(gradient), gradient).Update;

    private static double Norm(IEnumerable<float> values) => Math.Sqrt(values.Sum(x => (double)x * x));
}
