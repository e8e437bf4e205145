using Xunit;

namespace Convnet.PropertyTests;

public sealed class ByParameterTests
{
    private static readonly Dataset Data = Training.Data(60);

    [Fact]
    public void Each_group_is_updated_as_by_its_optimizer_alone()
    {
        var (first, second) = (new Adam(0.05), new SGD(0.1, 0.9));
        var start = TrainingState.Of(Trainer(first));
        foreach (var pattern in (string[])["*/bias", "conv2d/*", "dense*", "conv2d/kernel"])
        {
            var both = new ByParameter(pattern, first, second);
            var (update, state) = both.Update(start.Parameters, both.Initialize(start.Parameters), start.Parameters);
            var expected = first.Update(start.Parameters, first.Initialize(start.Parameters), start.Parameters).Update;
            var others = second.Update(start.Parameters, second.Initialize(start.Parameters), start.Parameters).Update;
            foreach (var leaf in update.Leaves)
            {
                var parts = pattern.Split('*');
                var fits =
                    leaf.Path.StartsWith(parts[0], StringComparison.Ordinal)
                    && leaf.Path.EndsWith(parts[^1], StringComparison.Ordinal);
                Assert.Equal((fits ? expected : others).Leaves.Single(l => l.Path == leaf.Path), leaf);
            }

            Assert.Equal(1, state.Step);
            Assert.Equal(start.Parameters.Count, state.Parts.Sum(part => part.Slots[0].Count));
        }
    }

    [Fact]
    public void Of_several_patterns_the_first_that_fits_counts()
    {
        var weights = TrainingState.Of(Trainer(new SGD())).Parameters;
        var optimizer = new ByParameter("*bias", new SGD(1), new ByParameter("dense*", new SGD(2), new SGD(4)));
        var update = Optimization.Run(optimizer, weights.Map(tensor => tensor.Map(_ => 1)), 1);
        foreach (var leaf in update.Leaves)
        {
            var rate =
                leaf.Path.EndsWith("bias", StringComparison.Ordinal) ? 1
                : leaf.Path.StartsWith("dense", StringComparison.Ordinal) ? 2
                : 4;
            Assert.All(leaf.Tensor.ToArray(), x => Assert.Equal(-rate, x));
        }
    }

    [Fact]
    public void A_group_that_is_everything_is_its_optimizer()
    {
        var plain = Trainer(new Adam(0.01)).Epochs(Data).ElementAt(1);
        var grouped = Trainer(new ByParameter("*", new Adam(0.01), new SGD(9))).Epochs(Data).ElementAt(1);
        Assert.Equal(plain.Parameters, grouped.Parameters);
        Assert.Equal(plain.State.Optimizer, grouped.State.Optimizer.Parts[0]);
    }

    [Fact]
    public void A_norm_is_that_of_the_group()
    {
        var weights = TrainingState.Of(Trainer(new SGD())).Parameters;
        var ones = weights.Map(tensor => tensor.Map(_ => 1));
        var biases = weights.Leaves.Where(leaf => leaf.Path.EndsWith("bias", StringComparison.Ordinal)).ToList();
        var optimizer = new ByParameter("*bias", new ClipByGlobalNorm(1), new Chain());
        var clipped = Optimization.Run(optimizer, ones, 1);
        var expected = 1 / Math.Sqrt(biases.Sum(leaf => leaf.Tensor.Shape.Size));
        foreach (var leaf in clipped.Leaves)
        {
            var value = biases.Any(bias => bias.Path == leaf.Path) ? expected : 1;
            Assert.All(leaf.Tensor.ToArray(), x => Assert.Equal(value, x, 1e-7));
        }
    }

    [Fact]
    public void A_gradient_need_not_be_labelled()
    {
        var weights = TrainingState.Of(Trainer(new SGD())).Parameters;
        var bare = Bare(weights);
        var optimizer = new ByParameter("*bias", new Adam(), new SGD());
        Assert.NotEqual(weights.Leaves.First().Path, bare.Leaves.First().Path);
        Assert.Equal(
            optimizer.Update(weights, optimizer.Initialize(weights), weights),
            optimizer.Update(bare, optimizer.Initialize(weights), weights)
        );

        static Parameters Bare(Parameters tree) =>
            Parameters.OfChildren(
                Enumerable
                    .Range(0, tree.ChildCount)
                    .Select(i => Parameters.Of([.. tree[i].Leaves.Select(leaf => (leaf.Path, leaf.Tensor))]))
            );
    }

    [Fact]
    public void A_pattern_that_fits_nothing_is_refused_with_the_paths_that_there_are()
    {
        Refusal.Of<ArgumentException>(
            () => Trainer(new ByParameter("*/Bias", new SGD(), new SGD())).Fit(1, Data),
            "'*/Bias'",
            "conv2d/kernel, conv2d/bias, dense/kernel",
            "dense_1/bias"
        );

        // Biases are taken already when the second pattern is asked.
        var again = new ByParameter("*bias", new SGD(), new ByParameter("dense/bias", new SGD(), new SGD()));
        Refusal.Of<ArgumentException>(
            () => Trainer(again).Fit(1, Data),
            "'dense/bias'",
            "conv2d/kernel, dense/kernel, dense_1/kernel."
        );
    }

    [Fact]
    public void Another_pattern_cannot_go_on_from_its_state()
    {
        var (one, other) = (
            new ByParameter("*bias", new Adam(), new Adam()),
            new ByParameter("*kernel", new Adam(), new Adam())
        );
        Assert.False(OptimizerKind.IsSame(one, other));
        Assert.True(OptimizerKind.IsSame(one, one with { Optimizer = new Adam(0.5) }));
        var state = TrainingState.Of(Trainer(one));
        Refusal.Of<ArgumentException>(
            () => Trainer(other).StartFrom(state).Epochs(Data).First(),
            "other groups",
            "Initialize the state"
        );
        Refusal.Of<ArgumentException>(
            () => Trainer(one).StartFrom(TrainingState.Of(Trainer(new Adam()))).Epochs(Data).First(),
            "another optimizer"
        );
    }

    [Fact]
    public void Rates_of_the_groups_are_replaced_where_they_are_one()
    {
        var one = new ByParameter("*bias", new SGD(0.5), new Adam(0.5));
        Assert.Equal(0.5, LearningRate.Of(one));
        Assert.Equal(new ByParameter("*bias", new SGD(0.25), new Adam(0.25)), LearningRate.With(one, 0.25));
        Assert.Equal(double.NaN, LearningRate.Of(one with { Optimizer = new SGD(0.25) }));
        Refusal.Of<ArgumentNullException>(() => new ByParameter(null!, new SGD(), new SGD()), "Pattern is missing");
        Refusal.Of<ArgumentNullException>(() => one with { Optimizer = null! }, "Optimizer is missing");
        Refusal.Of<ArgumentNullException>(() => one with { Otherwise = null! }, "Otherwise is missing");
    }

    private static Trainer Trainer(IOptimizer optimizer) => Training.Trainer(Training.Convnet, optimizer);
}
