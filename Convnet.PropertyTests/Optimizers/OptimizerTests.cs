using Xunit;

namespace Convnet.PropertyTests;

public sealed class OptimizerTests
{
    /// <summary>Each optimizer, and w after three steps of Keras 3.16 in float32 from [1, 2, −3] with the gradients below.</summary>
    public static TheoryData<IOptimizer, float[]> KerasRuns =>
        new()
        {
            {
                new SGD(),
                [.99900001f, 2.0020001f, -3.003f, .99950004f, 1.9980001f, -3.003f, .99949902f, 1.9980011f, -3.023f]
            },
            {
                new SGD(Momentum: 0.9),
                [
                    .99900001f,
                    2.0020001f,
                    -3.003f,
                    .99860001f,
                    1.9998001f,
                    -3.0057001f,
                    .99823898f,
                    1.9978211f,
                    -3.0281301f,
                ]
            },
            {
                new RMSprop(),
                [
                    .99683785f,
                    2.0031621f,
                    -3.0031621f,
                    .99831223f,
                    2.0003049f,
                    -3.0031621f,
                    .99830914f,
                    2.0003057f,
                    -3.0062959f,
                ]
            },
            {
                new Adam(),
                [
                    .99900001f,
                    2.0009999f,
                    -3.0009999f,
                    .9987337f,
                    2.0006337f,
                    -3.0016699f,
                    .99852723f,
                    2.000351f,
                    -3.0023785f,
                ]
            },
        };

    private static readonly float[][] Gradients =
    [
        [.1f, -.2f, .3f],
        [-.05f, .4f, 0],
        [1e-4f, -1e-4f, 2],
    ];

    [Theory]
    [MemberData(nameof(KerasRuns), DisableDiscoveryEnumeration = true)]
    public void Steps_are_those_of_Keras(IOptimizer optimizer, float[] expected)
    {
        var weights = Optimization.Tree(1, 2, -3);
        var state = optimizer.Initialize(weights);
        for (var step = 0; step < 3; step++)
        {
            (var update, state) = optimizer.Update(Optimization.Tree(Gradients[step]), state, weights);
            weights = Optimization.Apply(weights, update);

            // Two units in the last place of a weight below 4, as each side rounds every step.
            var after = weights["w"]
                .ToArray()
                .Zip(expected.Skip(3 * step), (actual, keras) => Math.Abs(actual - keras));
            Assert.All(after, difference => Assert.InRange(difference, 0, 2 * MathF.ScaleB(1, -22)));
        }

        Assert.Equal(3, state.Step);
    }

    [Fact]
    public void Nesterov_looks_one_step_ahead()
    {
        // By hand: m = −lr·g = −0.1, w += μm − lr·g = −0.05 − 0.1; then m = −0.05 − 0.2 = −0.25, w += −0.125 − 0.2.
        var optimizer = new SGD(0.1, 0.5, Nesterov: true);
        var (first, state) = optimizer.Update(
            Optimization.Tree(1),
            optimizer.Initialize(Optimization.Tree(0)),
            Optimization.Tree(0)
        );
        Assert.Equal(-0.15f, first["w"][0], 1e-7f);
        Assert.Equal(
            -0.325f,
            optimizer.Update(Optimization.Tree(2), state, Optimization.Tree(0)).Update["w"][0],
            1e-7f
        );
    }

    [Fact]
    public void Complements_of_decay_rates_are_taken_in_double()
    {
        // By hand, in double: 1f − 0.999f is off by 1.3e-5 of itself, which shows as 6e-6 in an update; float32 rounds a few times 6e-8.
        var rmsprop = new RMSprop(1, 0.999)
            .Update(Optimization.Tree(1), new RMSprop().Initialize(Optimization.Tree(1)), Optimization.Tree(1))
            .Update["w"][0];
        Assert.Equal(-1 / Math.Sqrt(0.001 + 1e-7), rmsprop, 31.6 * 5e-7);
        var adam = new Adam(1)
            .Update(Optimization.Tree(1), new Adam().Initialize(Optimization.Tree(1)), Optimization.Tree(1))
            .Update["w"][0];
        Assert.Equal(-Math.Sqrt(0.001) / (Math.Sqrt(0.001) + 1e-7), adam, 5e-7);
    }

    [Property]
    public void An_update_is_pure(ParameterCase given, int kind)
    {
        var optimizer = Optimization.Any(kind);
        var (weights, gradient) = (given.Tree, given.Tree.Map(t => t.Map(x => x / 2)));
        var before = optimizer.Update(gradient, optimizer.Initialize(weights), weights).State;
        var first = optimizer.Update(gradient, before, weights);

        Assert.Equal(first, optimizer.Update(gradient, before, weights));
        Assert.Equal(optimizer.Update(gradient, optimizer.Initialize(weights), weights).State, before);
        Assert.Equal(given.Tree, weights);
        Assert.Equal(given.Tree.Map(t => t.Map(x => x / 2)), gradient);
        Assert.Equal(weights.Leaves.Select(leaf => leaf.Path), first.Update.Leaves.Select(leaf => leaf.Path));
    }

    [Property]
    public void Each_value_is_treated_alone(int seed, int kind)
    {
        // More than a piece of 4,096, so that the borders of pieces would show.
        var (optimizer, key) = (Optimization.Any(kind), RandomKey.FromSeed(seed));
        var gradient = Initializer.RandomUniform(-1, 1).Fill([5000], key);
        var whole = Optimization.Run(optimizer, Parameters.Of(("w", gradient)), 3)["w"];

        Assert.All(
            [0, 1, 4095, 4096, 4999, key.Below(5000, 1)],
            i =>
                Assert.Equal(
                    whole[i],
                    Optimization.Run(optimizer, Optimization.Tree(gradient[i]), 3)["w"][0],
                    2e-7f * Math.Abs(whole[i])
                )
        );
    }

    [Fact]
    public void The_state_of_another_optimizer_or_of_other_parameters_is_refused()
    {
        var (tree, momentum) = (Optimization.Tree(1, 2), new SGD(Momentum: 0.9));
        var (plain, chain) = (new SGD().Initialize(tree), new Chain(momentum, new Adam()));
        Refusal.Of<ArgumentException>(
            () => momentum.Update(tree, plain, tree),
            "keeps 1 slots",
            "0 slots",
            "Initialize"
        );
        Refusal.Of<ArgumentException>(() => new RMSprop().Update(tree, new Adam().Initialize(tree), tree), "2 slots");
        Refusal.Of<ArgumentException>(() => chain.Update(tree, plain, tree), "A chain of 2", "0 parts", "Initialize");
        Refusal.Of<ArgumentException>(() => UpdateProgram.Of(chain, plain, ["w"]), "A chain of 2", "0 parts");
        Refusal.Of<ArgumentException>(() => UpdateProgram.Of(momentum, plain, ["w"]), "keeps 1 slots");
        Refusal.Of<ArgumentException>(
            () => momentum.Update(Optimization.Tree(1, 2, 3), momentum.Initialize(tree), tree),
            "other parameters",
            "1 tensors of 3 values",
            "1 of 2"
        );
    }

    [Fact]
    public void Bad_numbers_are_refused_in_the_constructor_and_in_with()
    {
        Refusal.Of<ArgumentOutOfRangeException>(() => new SGD(0), "LearningRate is 0", "above 0");
        Refusal.Of<ArgumentOutOfRangeException>(() => new SGD(Momentum: 1), "Momentum is 1", "below 1");
        Refusal.Of<ArgumentOutOfRangeException>(() => new SGD() with { LearningRate = double.NaN }, "NaN", "finite");
        Refusal.Of<ArgumentOutOfRangeException>(() => new SGD() with { Momentum = -0.1 }, "-0.1", "at least 0");
        Refusal.Of<ArgumentOutOfRangeException>(() => new RMSprop(-1), "LearningRate is -1");
        Refusal.Of<ArgumentOutOfRangeException>(() => new RMSprop(Rho: 1.5), "Rho is 1.5", "below 1");
        Refusal.Of<ArgumentOutOfRangeException>(() => new RMSprop(Epsilon: 0), "Epsilon is 0");
        Refusal.Of<ArgumentOutOfRangeException>(() => new RMSprop() with { Rho = -1 }, "-1");
        Refusal.Of<ArgumentOutOfRangeException>(() => new Adam(double.PositiveInfinity), "LearningRate", "finite");
        Refusal.Of<ArgumentOutOfRangeException>(() => new Adam(Beta1: 1), "Beta1 is 1");
        Refusal.Of<ArgumentOutOfRangeException>(() => new Adam(Beta2: -1), "Beta2 is -1");
        Refusal.Of<ArgumentOutOfRangeException>(() => new Adam() with { Epsilon = -1 }, "-1");
        Refusal.Of<ArgumentOutOfRangeException>(() => new RMSprop(Momentum: 1), "Momentum is 1", "below 1");
        Refusal.Of<ArgumentOutOfRangeException>(() => new RMSprop() with { Momentum = -1 }, "Momentum is -1");
        Refusal.Of<ArgumentOutOfRangeException>(() => new AdamW(0), "LearningRate is 0");
        Refusal.Of<ArgumentOutOfRangeException>(() => new Nadam(Beta1: 1), "Beta1 is 1", "below 1");
        Refusal.Of<ArgumentOutOfRangeException>(() => new Nadam() with { Beta2 = -1 }, "Beta2 is -1");
        Refusal.Of<ArgumentOutOfRangeException>(() => new Adagrad(Epsilon: 0), "Epsilon is 0", "above 0");
        Refusal.Of<ArgumentOutOfRangeException>(() => new Adagrad() with { InitialAccumulatorValue = -1 }, "-1");
    }
}
