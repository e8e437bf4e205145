using Xunit;

namespace Convnet.PropertyTests;

/// <summary>Rules that say what the next epoch is trained with.</summary>
public sealed class AdaptTests
{
    private static readonly Dataset Data = Training.Data(50);
    private static readonly Dataset Test = Training.Data(20, seed: 2);

    private static Trainer Trainer { get; } = Training.Trainer(Training.Convnet, new Adam(0.01));

    [Fact]
    public void A_rule_that_changes_nothing_changes_no_bit()
    {
        var adapted = Trainer.AdaptWith((_, trainer) => trainer);
        Assert.Equal(Trainer.Epochs(Data).ElementAt(2).State, adapted.Epochs(Data).ElementAt(2).State);
    }

    [Fact]
    public void What_a_rule_changes_is_what_training_from_the_state_with_it_would_be()
    {
        Func<Trainer, Trainer>[] changes =
        [
            trainer => trainer.WithLearningRate(0.001),
            trainer => trainer with { BatchSize = 7 },
            trainer => trainer with { Shuffle = false },
            trainer => trainer with { Loss = new SparseCategoricalCrossentropy { FromLogits = true } },
            trainer => trainer with { Metrics = [] },
            trainer => trainer with { Threads = 3 },
            trainer => trainer with { Validation = Test },
        ];
        foreach (var change in changes)
        {
            var adapted = Trainer.AdaptWith((epoch, trainer) => epoch.Number == 1 ? change(trainer) : trainer);
            var epochs = adapted.Epochs(Data).Take(3).ToList();
            var told = change(Trainer).StartFrom(Trainer.Epochs(Data).First().State).Epochs(Data).Take(2).Last();
            Assert.Equal(told.State, epochs[2].State);
            Assert.Equal(told.Training, epochs[2].Training);
            Assert.Equal(told.Validation, epochs[2].Validation);
        }
    }

    [Fact]
    public void Going_on_with_an_epochs_trainer_gives_the_bits_of_not_having_stopped()
    {
        var trainer = (Trainer with { Validation = Test })
            .AdaptWith(
                new ReduceOnPlateau
                {
                    Patience = 0,
                    MinDelta = 1,
                    Factor = 0.5,
                }.Adapt
            )
            .AdaptWith((epoch, trainer) => trainer with { BatchSize = trainer.BatchSize + 1 });
        var whole = trainer.Epochs(Data).Take(5).ToList();
        Assert.Equal(0.01 / 16, whole[4].Trainer.LearningRate, 12);
        for (var stop = 0; stop < 4; stop++)
        {
            var resumed = whole[stop].Trainer.StartFrom(whole[stop].State).Epochs(Data).Take(4 - stop).Last();
            Assert.Equal(whole[4].State, resumed.State);
            Assert.Equal(whole[4].Validation, resumed.Validation);
            Assert.Equal(whole[4].Trainer.LearningRate, resumed.Trainer.LearningRate);
        }
    }

    [Fact]
    public void Rules_come_one_after_another_and_each_keeps_its_own_state()
    {
        var seen = new List<string>();
        var trainer = Trainer.AdaptWith(Named("a", 1)).AdaptWith(Named("b", 1)).AdaptWith(Named("c", 1));
        Assert.Equal(3, trainer.Epochs(Data).Take(3).Count());
        Assert.Equal(["a1", "b1", "c1", "a2", "b2", "c2", "a3", "b3", "c3"], seen);

        Func<Epoch, Trainer, Trainer> Named(string name, int count) =>
            (_, trainer) =>
            {
                seen.Add($"{name}{count}");
                return trainer with { Adapt = Named(name, count + 1) };
            };
    }

    [Fact]
    public void A_rule_may_end_itself()
    {
        var seen = new List<int>();
        var trainer = Trainer
            .AdaptWith((epoch, trainer) => trainer with { Adapt = null })
            .AdaptWith(
                (epoch, trainer) =>
                {
                    seen.Add(epoch.Number);
                    return epoch.Number == 2 ? trainer with { Adapt = null } : trainer;
                }
            );
        Assert.Equal(4, trainer.Epochs(Data).Take(4).Count());
        Assert.Equal([1, 2], seen);
    }

    [Fact]
    public void A_rule_is_given_the_epoch_with_its_validation_and_the_trainer_that_trained_it()
    {
        var seen = 0;
        var trainer = (Trainer with { Validation = Test }).AdaptWith(
            (epoch, trainer) =>
            {
                seen++;
                Assert.Equal(trainer, epoch.Trainer);
                Assert.Equal(epoch.Evaluate(Test), epoch.Validation);
                Assert.Equal(epoch.Number, epoch.History["val_loss"].Count);
                return trainer with { BatchSize = 20 + epoch.Number };
            }
        );
        Assert.Equal([21, 22], trainer.Epochs(Data).Take(2).Select(epoch => epoch.Trainer.BatchSize));
        Assert.Equal(2, seen);
    }

    [Fact]
    public void Validation_in_the_trainer_is_that_of_fit()
    {
        var fitted = Trainer.Fit(2, Data, Test);
        var told = (Trainer with { Validation = Test }).Fit(2, Data);
        Assert.Equal(fitted.History, told.History);
        Assert.Equal(fitted.State, told.State);
        Assert.Equal(fitted.History, (Trainer with { Validation = Test }).Epochs(Data).ElementAt(1).History);
        var instead = (Trainer with { Validation = Data }).Fit(2, Data, Test);
        Assert.Equal(fitted.Validation, instead.Validation);
    }

    [Fact]
    public void What_may_not_change_is_refused_and_the_message_says_what_may()
    {
        var another = new Model(Training.Convnet.Input, [.. Training.Convnet.Body.Layers, new Dense(Training.Classes)]);
        Refused("another model", (_, trainer) => trainer with { Model = another });
        Refused("gave null", (_, _) => null!);
        Refused("SGD", (_, trainer) => trainer with { Optimizer = new SGD() });
        Refused("Chain", (_, trainer) => trainer with { Optimizer = new Chain(trainer.Optimizer) });
        Refused("whose state", (_, trainer) => trainer with { Optimizer = new SGD(Momentum: 0.9) }, new SGD());
        Refused(
            "whose state",
            (_, trainer) => trainer with { Optimizer = new Chain(new SGD(), new Adam()) },
            new Chain(new SGD())
        );
        Refusal.Of<ShapeException>(
            () =>
                Trainer
                    .AdaptWith(
                        (_, trainer) => trainer with { Validation = Dataset.OfFlat([3], new float[3], (int[])[0]) }
                    )
                    .Epochs(Data)
                    .First(),
            "(6, 6, 2)",
            "(3)"
        );
    }

    private static void Refused(string what, Func<Epoch, Trainer, Trainer> rule, IOptimizer? optimizer = null)
    {
        var trainer = Trainer with { Optimizer = optimizer ?? Trainer.Optimizer };
        foreach (
            var adapted in (Trainer[])[trainer with { Adapt = rule }, trainer.AdaptWith((_, t) => t).AdaptWith(rule)]
        )
        {
            Refusal.Of<InvalidOperationException>(
                () => adapted.Epochs(Data).First(),
                "After epoch 1",
                what,
                "the loss, BatchSize, Shuffle",
                "TrainingState.Of"
            );
        }
    }
}
