using Xunit;

namespace Convnet.PropertyTests;

public sealed class ScheduledTests
{
    [Property]
    public void A_constant_schedule_is_a_learning_rate(ParameterCase given) =>
        Assert.Equal(
            Optimization.Run(new Adam(0.3), given.Tree, 3),
            Optimization.Run(new Scheduled(new ConstantSchedule(0.3), new Adam()), given.Tree, 3)
        );

    [Property]
    public void The_first_update_has_step_0_and_each_later_one_the_next(byte steps)
    {
        var (seen, tree) = (new List<long>(), Optimization.Tree(1));
        var schedule = new FunctionSchedule(step =>
        {
            seen.Add(step);
            return step;
        });
        var update = Optimization.Run(new Scheduled(schedule, new SGD()), tree, (steps % 20) + 1);
        Assert.Equal(-(steps % 20), update["w"][0]);
        Assert.Equal(Enumerable.Range(0, (steps % 20) + 1).Select(step => (long)step), seen.Distinct());
    }

    [Property]
    public void A_rate_of_0_leaves_the_parameters(ParameterCase given, byte kind)
    {
        IOptimizer[] rules =
        [
            new SGD(),
            new SGD(0.1, 0.9, true),
            new RMSprop(),
            new RMSprop(Momentum: 0.9, Centered: true),
            new Adam(),
            new AdamW(WeightDecay: 0.5),
            new Nadam(),
            new Adagrad(),
            new WeightDecay(0.5, new SGD()),
        ];
        var update = Optimization.Run(
            new Scheduled(new ConstantSchedule(0), rules[kind % rules.Length]),
            given.Tree.Map(tensor => tensor.Map(x => x + 3)),
            2
        );
        Assert.All(update.Leaves, leaf => Assert.All(leaf.Tensor.ToArray(), x => Assert.Equal(0, x)));
    }

    [Fact]
    public void Its_state_is_that_of_the_optimizer_and_each_goes_on_from_the_other()
    {
        var (adam, tree) = (new Adam(), Optimization.Tree(1, 2));
        var scheduled = new Scheduled(new CosineDecay(0.1, 5), adam);
        Assert.Equal(adam.Initialize(tree), scheduled.Initialize(tree));
        Assert.True(OptimizerKind.IsSame(adam, scheduled));
        Assert.True(OptimizerKind.IsSame(new Scheduled(new ConstantSchedule(1), scheduled.Optimizer), adam));
        Assert.False(OptimizerKind.IsSame(scheduled, new SGD()));
    }

    [Fact]
    public void A_training_that_goes_on_goes_on_in_the_schedule()
    {
        var (trainer, data) = (
            Training.Trainer(Training.Convnet, new Scheduled(new CosineDecay(0.1, 6), new SGD())),
            Training.Data(60)
        );
        var last = trainer.Epochs(data).Take(3).Last();
        Assert.Equal(last.Parameters, trainer.Epochs(data).ElementAt(1).Parameters);
        Assert.NotEqual(last.Parameters, trainer.Epochs(data).First().Parameters);
        Assert.Equal(
            last.Parameters,
            trainer.StartFrom(trainer.Epochs(data).First().State).Epochs(data).ElementAt(1).Parameters
        );
    }

    [Fact]
    public void The_schedule_says_the_rate_and_nobody_else()
    {
        var trainer = Scored.Trainer with { Optimizer = new Scheduled(new ConstantSchedule(1), new SGD()) };
        Assert.Equal(double.NaN, trainer.LearningRate);
        Assert.Equal(1, LearningRate.At(trainer.Optimizer, 3));
        Refusal.Of<InvalidOperationException>(
            () => trainer.WithLearningRate(0.5),
            "A schedule says",
            "change the schedule"
        );
        Refusal.Of<InvalidOperationException>(
            () => LearningRate.With(new WeightDecay(0.1, trainer.Optimizer), 1),
            "A schedule says"
        );
        Refusal.Of<ArgumentException>(
            () => new Scheduled(new ConstantSchedule(1), trainer.Optimizer),
            "Scheduled sets",
            "A schedule says"
        );
    }

    [Fact]
    public void What_has_no_rate_to_set_and_what_is_no_rate_is_refused()
    {
        var (tree, scheduled) = (Optimization.Tree(1), new Scheduled(new ConstantSchedule(1), new SGD()));
        Refusal.Of<ArgumentNullException>(() => new Scheduled(null!, new SGD()), "Schedule is missing");
        Refusal.Of<ArgumentNullException>(() => scheduled with { Optimizer = null! }, "missing");
        Refusal.Of<ArgumentException>(
            () => new Scheduled(new ConstantSchedule(1), new ClipByNorm(1)),
            "no learning rate"
        );
        Refusal.Of<ArgumentException>(
            () => scheduled with { Optimizer = new Chain(new SGD(0.5), new SGD(0.25)) },
            "several learning rates"
        );
        foreach (var rate in (double[])[-1, double.NaN, double.PositiveInfinity])
        {
            var wrong = scheduled with { Schedule = new FunctionSchedule(step => step == 0 ? 1 : rate) };
            Refusal.Of<InvalidOperationException>(
                () => Optimization.Run(wrong, tree, 2),
                $"{rate} for step 1",
                "at least 0"
            );
        }
    }
}
