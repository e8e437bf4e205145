using Xunit;

namespace Convnet.PropertyTests;

/// <summary>A learning rate that becomes smaller on a plateau, and how learning rates are read and changed. Keras' cases are in Conformance.</summary>
public sealed class ReduceOnPlateauTests
{
    [Fact]
    public void On_a_plateau_the_next_epoch_is_trained_with_a_smaller_rate()
    {
        var data = Training.Data(50);
        var trainer = (Training.Trainer(Training.Convnet) with { Validation = data }).AdaptWith(
            new ReduceOnPlateau
            {
                Patience = 2,
                MinDelta = 1e6,
                Factor = 0.5,
            }.Adapt
        );
        var rates = trainer.Epochs(data).Take(5).Select(epoch => epoch.Trainer.LearningRate);
        Assert.Equal([0.01, 0.01, 0.005, 0.005, 0.0025], rates);
    }

    [Property]
    public void The_rule_is_pure(int[] values)
    {
        var rule = new ReduceOnPlateau("loss") { Patience = 1, Factor = 0.5 };
        var numbers = values.Append(1).Select(value => (double)value).ToArray();
        Assert.Equal(Fold(), Fold());
        Assert.Equal(new ReduceOnPlateau("loss") { Patience = 1, Factor = 0.5 }, rule);

        ReduceOnPlateau Fold() =>
            (ReduceOnPlateau)
                Enumerable
                    .Range(0, numbers.Length)
                    .Aggregate(
                        Scored.Trainer.AdaptWith(rule.Adapt),
                        (trainer, i) => trainer.Adapt!(Scored.Epoch("loss", numbers, i), trainer)
                    )
                    .Adapt!.Target!;
    }

    [Property]
    public void The_rate_never_rises_and_never_falls_below_the_least(int[] values)
    {
        var rule = new ReduceOnPlateau("loss")
        {
            Patience = 0,
            Factor = 0.3,
            MinLearningRate = 0.01,
        };
        var (rate, numbers) = (1.0, values.Select(value => (double)value));
        foreach (var value in numbers)
        {
            (rule, var next) = rule.Next(value, rate);
            Assert.InRange(next, 0.01, rate);
            rate = next;
        }
    }

    [Fact]
    public void A_rate_that_would_vanish_stays()
    {
        var (rule, rate) = (new ReduceOnPlateau("loss") { Patience = 0 }, 1.0);
        for (var i = 0; i < 400; i++)
        {
            (rule, rate) = rule.Next(1, rate);
        }

        Assert.True(rate > 0);
    }

    [Fact]
    public void Bad_values_and_missing_scores_are_refused()
    {
        Refusal.Of<ArgumentOutOfRangeException>(() => new ReduceOnPlateau { Factor = 1 }, "1", "below 1");
        Refusal.Of<ArgumentOutOfRangeException>(() => new ReduceOnPlateau { Factor = 0 }, "0", "above 0");
        Refusal.Of<ArgumentOutOfRangeException>(() => new ReduceOnPlateau { Patience = -1 }, "-1", "at least 0");
        Refusal.Of<ArgumentOutOfRangeException>(() => new ReduceOnPlateau { Cooldown = -1 }, "-1", "at least 0");
        Refusal.Of<ArgumentOutOfRangeException>(() => new ReduceOnPlateau { MinLearningRate = -1 }, "at least 0");
        Refusal.Of<InvalidOperationException>(
            () => Scored.Trainer.AdaptWith(new ReduceOnPlateau().Adapt).Epochs(Point).First(),
            "no 'val_loss', only loss",
            "Trainer.Validation"
        );
        Refusal.Of<InvalidOperationException>(
            () =>
                (Training.Trainer(Training.Convnet, new Chain()) with { Adapt = new ReduceOnPlateau("loss").Adapt })
                    .Epochs(Training.Data(9))
                    .First(),
            "Chain",
            "ILearningRate"
        );
    }

    [Fact]
    public void Every_optimizer_has_a_rate_that_can_be_replaced()
    {
        foreach (
            var optimizer in (ILearningRate[])
                [
                    new SGD(Momentum: 0.5),
                    new RMSprop(Rho: 0.5),
                    new Adam(Beta1: 0.5),
                    new AdamW(WeightDecay: 0.5),
                    new Nadam(Beta2: 0.5),
                    new Adagrad(InitialAccumulatorValue: 0.5),
                ]
        )
        {
            var trainer = Scored.Trainer with { Optimizer = optimizer };
            var changed = trainer.WithLearningRate(0.25);
            Assert.Equal((0.25, optimizer.LearningRate), (changed.LearningRate, trainer.LearningRate));
            Assert.Equal(trainer, changed.WithLearningRate(optimizer.LearningRate));
            Refusal.Of<ArgumentOutOfRangeException>(() => trainer.WithLearningRate(0), "0", "above 0");
        }
    }

    [Fact]
    public void A_chain_has_the_rate_of_its_members()
    {
        var chain = Scored.Trainer with
        {
            Optimizer = new Chain(new Chain(new Halving()), new Chain(new SGD(0.5, 0.9))),
        };
        Assert.Equal(0.5, chain.LearningRate);
        Assert.Equal(
            new Chain(new Chain(new Halving()), new Chain(new SGD(0.25, 0.9))),
            chain.WithLearningRate(0.25).Optimizer
        );
        var none = Scored.Trainer with { Optimizer = new Chain(new Halving()) };
        Assert.Equal(double.NaN, none.LearningRate);
        Refusal.Of<InvalidOperationException>(() => none.WithLearningRate(1), "no learning rate", "ILearningRate");
        var several = Scored.Trainer with { Optimizer = new Chain(new SGD(0.5), new Adam(0.25)) };
        Assert.Equal(double.NaN, several.LearningRate);
        Refusal.Of<InvalidOperationException>(() => several.WithLearningRate(1), "0.5, 0.25", "Trainer.Adapt");
    }

    private static Dataset Point { get; } = Dataset.OfTensors(Tensor.Zeros([1, 1]), Tensor.Zeros([1, 1]));

    /// <summary>A transformation without a rate.</summary>
    private sealed record Halving : IOptimizer
    {
        public OptimizerState Initialize(Parameters parameters) => new(0);

        public OptimizerUpdate Update(Parameters gradient, OptimizerState state, Parameters parameters) =>
            new(gradient.Map(tensor => tensor.Map(value => value / 2)), state);
    }
}
