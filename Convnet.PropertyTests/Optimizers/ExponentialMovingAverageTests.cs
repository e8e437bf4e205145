using Xunit;

namespace Convnet.PropertyTests;

public sealed class ExponentialMovingAverageTests
{
    private static readonly Dataset Data = Training.Data(60);

    [Property]
    public void It_follows_the_parameters_from_the_first_step_on_and_changes_none(byte momentum, byte kind)
    {
        var share = momentum / 256.0;
        var (plain, averaging) = (Optimization.Any(kind), new ExponentialMovingAverage(Optimization.Any(kind), share));
        var (parameters, average) = (Optimization.Tree(1, -2), Array.Empty<double>());
        var (inner, state) = (plain.Initialize(parameters), averaging.Initialize(parameters));
        for (var step = 0; step < 4; step++)
        {
            var gradient = Optimization.Tree(step + 1, -1);
            var expected = plain.Update(gradient, inner, parameters);
            (var update, state) = averaging.Update(gradient, state, parameters);
            Assert.Equal(expected.Update, update);
            (inner, parameters) = (expected.State, Optimization.Apply(parameters, update));
            var values = parameters["w"].ToArray();
            average = [.. values.Select((w, i) => step == 0 ? w : (share * average[i]) + ((1 - share) * w))];
            var actual = Averages.Of(averaging, state, parameters)["w"];
            Closeness.AssertRelative(actual, average, 8 * (step + 1) * Approximations.Rounding, "averages");
        }
    }

    [Fact]
    public void Averages_by_hand_with_an_overwriting_after_every_second_step()
    {
        // Each step takes 1 away. w: 9, a: 9 · w: 8, a: 8.5, w ← 8.5 · w: 7.5, a: 8 · w: 6.5, a: 7.25, w ← 7.25.
        var optimizer = new ExponentialMovingAverage(new SGD(1), 0.5) { OverwriteFrequency = 2 };
        var (parameters, seen) = (Optimization.Tree(10), new List<(float, float)>());
        var state = optimizer.Initialize(parameters);
        for (var step = 0; step < 4; step++)
        {
            (var update, state) = optimizer.Update(Optimization.Tree(1), state, parameters);
            parameters = Optimization.Apply(parameters, update);
            seen.Add((parameters["w"][0], Averages.Of(optimizer, state, parameters)["w"][0]));
        }

        Assert.Equal([(9, 9), (8.5f, 8.5f), (7.5f, 8), (7.25f, 7.25f)], seen);
    }

    [Fact]
    public void Fit_ends_with_the_averages_and_an_epoch_has_them()
    {
        var trainer = Training.Trainer(Training.Coupled, new ExponentialMovingAverage(new SGD(0.1), 0.9));
        var walked = trainer.Epochs(Data).ElementAt(1);
        var fitted = trainer.Fit(2, Data);
        var plain = (trainer with { Optimizer = new SGD(0.1) }).Fit(2, Data);
        Assert.Equal(plain.Parameters, walked.Parameters);
        Assert.NotEqual(walked.Parameters, walked.Averaged);
        Assert.Equal(walked.Averaged, fitted.Parameters);
        Assert.Equal(walked.Averaged, trainer.Averaged(walked.State));
        Assert.Equal(walked.State.Optimizer, fitted.State.Optimizer);
        Assert.Equal(walked.Training, fitted.Training);

        // What is not trained, moving statistics, is no matter of the optimizer.
        Assert.Equal(
            walked.Parameters.Only(leaf => !leaf.IsTrainable),
            fitted.Parameters.Only(leaf => !leaf.IsTrainable)
        );
        Assert.Equal(plain.Parameters, plain.Averaged);
        var start = TrainingState.Of(trainer);
        Assert.Equal(start.Parameters, trainer.Averaged(start));
    }

    [Fact]
    public void Averages_are_found_within_other_optimizers()
    {
        var average = new ExponentialMovingAverage(new SGD(0.1), 0.9);
        var trainer = Training.Trainer(Training.Convnet, average);
        var expected = trainer.Fit(1, Data).Parameters;
        IOptimizer[] wrapped =
        [
            new Chain(new ClipByNorm(1e9), average),
            new Scheduled(new ConstantSchedule(0.1), average),
            new Scheduled(new ConstantSchedule(0.1), new Chain(average)),
        ];
        Assert.All(
            wrapped,
            optimizer => Assert.Equal(expected, (trainer with { Optimizer = optimizer }).Fit(1, Data).Parameters)
        );

        var partly = trainer with { Optimizer = new ByParameter("*bias", average, new SGD(0.1)) };
        var (epoch, fitted) = (partly.Epochs(Data).First(), partly.Fit(1, Data));
        Assert.Equal(
            expected.Only(leaf => leaf.Path.EndsWith("bias", StringComparison.Ordinal)),
            fitted.Parameters.Only(leaf => leaf.Path.EndsWith("bias", StringComparison.Ordinal))
        );
        Assert.Equal(
            epoch.Parameters.Only(leaf => leaf.Path.EndsWith("kernel", StringComparison.Ordinal)),
            fitted.Parameters.Only(leaf => leaf.Path.EndsWith("kernel", StringComparison.Ordinal))
        );
    }

    [Fact]
    public void An_optimizer_of_a_users_own_is_averaged_too()
    {
        var trainer = Training.Trainer(Training.Convnet, new ExponentialMovingAverage(new Adam(0.01)));
        var users = trainer with { Optimizer = new ExponentialMovingAverage(new Forwarding(new Adam(0.01))) };
        Assert.Equal(trainer.Fit(2, Data).State, users.Fit(2, Data).State);
    }

    [Fact]
    public void It_keeps_the_rate_and_the_state_of_its_optimizer()
    {
        var optimizer = new ExponentialMovingAverage(new SGD(0.5, 0.9)) { OverwriteFrequency = 3 };
        Assert.Equal(0.5, LearningRate.Of(optimizer));
        Assert.Equal(optimizer with { Optimizer = new SGD(0.25, 0.9) }, LearningRate.With(optimizer, 0.25));
        Assert.True(OptimizerKind.IsSame(optimizer, new ExponentialMovingAverage(new SGD(0.1, 0.5), 0.5)));
        Assert.False(OptimizerKind.IsSame(optimizer, new ExponentialMovingAverage(new SGD(0.1), 0.5)));
        Assert.False(OptimizerKind.IsSame(optimizer, optimizer.Optimizer));
        Refusal.Of<ArgumentException>(
            () =>
                optimizer.Update(
                    Optimization.Tree(1),
                    new SGD().Initialize(Optimization.Tree(1)),
                    Optimization.Tree(1)
                ),
            "another optimizer"
        );
    }

    [Fact]
    public void What_would_change_its_update_may_not_stand_behind_it()
    {
        var average = new ExponentialMovingAverage(new SGD());
        Refusal.Of<ArgumentException>(() => new Chain(average, new SGD()), "around all else");
        Refusal.Of<ArgumentException>(() => new Chain(new Chain(average), new ClipByValue(1)), "around all else");
        Refusal.Of<ArgumentException>(() => new WeightDecay(0.1, average), "around all else");
        Refusal.Of<ArgumentException>(
            () => new WeightDecay(0.1, new ByParameter("*", average, new SGD())),
            "around all else"
        );
        Assert.Equal(2, new Chain(new ClipByValue(1), average).Optimizers.Length);
        Assert.NotNull(new Scheduled(new ConstantSchedule(1), average));
    }

    [Fact]
    public void Bad_numbers_are_refused_in_the_constructor_and_in_with()
    {
        var average = new ExponentialMovingAverage(new SGD());
        Refusal.Of<ArgumentNullException>(() => new ExponentialMovingAverage(null!), "Optimizer is missing");
        Refusal.Of<ArgumentOutOfRangeException>(() => average with { Momentum = 1 }, "Momentum is 1", "below 1");
        Refusal.Of<ArgumentOutOfRangeException>(
            () => new ExponentialMovingAverage(new SGD(), -1),
            "Momentum is -1",
            "at least 0"
        );
        Refusal.Of<ArgumentOutOfRangeException>(
            () => average with { OverwriteFrequency = 0 },
            "OverwriteFrequency is 0",
            "at least 1"
        );
        Assert.Null((average with { OverwriteFrequency = null }).OverwriteFrequency);
    }
}
