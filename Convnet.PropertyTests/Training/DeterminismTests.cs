using Xunit;

namespace Convnet.PropertyTests;

/// <summary>Same seed, same bits: for any number of threads, after a stop, and step by step.</summary>
public sealed class DeterminismTests
{
    public static TheoryData<string> Models => [.. Training.Models.Keys];

    [Theory]
    [MemberData(nameof(Models))]
    public void Any_number_of_threads_gives_the_same_bits(string model)
    {
        var (trainer, data) = (Training.Trainer(Training.Models[model]) with { BatchSize = 70 }, Training.Data(150));
        var one = Last(trainer with { Threads = 1 }, data, 2);
        foreach (var threads in (int[])[2, 3, 7])
        {
            var many = Last(trainer with { Threads = threads }, data, 2);
            Assert.Equal(one.State, many.State);
            Assert.Equal(one.Training, many.Training);
            Assert.Equal(one.Evaluate(data), many.Evaluate(data));
            Assert.Equal(one.Predict(data), many.Predict(data));
        }
    }

    [Theory]
    [MemberData(nameof(Models))]
    public void Going_on_from_an_epochs_state_gives_the_bits_of_not_having_stopped(string model)
    {
        var (trainer, data) = (Training.Trainer(Training.Models[model], new Adam(0.01)), Training.Data(50));
        var epochs = trainer.Epochs(data).Take(3).ToList();
        var resumed = Last(trainer with { From = epochs[0].State }, data, 2);
        Assert.Equal(epochs[2].State, resumed.State);
        Assert.Equal(epochs[2].Training, resumed.Training);
        Assert.Equal(3, resumed.Number);
    }

    [Theory]
    [MemberData(nameof(Models))]
    public void Folding_steps_over_the_batches_is_an_epoch(string model)
    {
        var (trainer, data) = (
            Training.Trainer(Training.Models[model]),
            Training.Data(50).WithWeights([.. Enumerable.Range(0, 50).Select(i => i % 4 / 2f)])
        );
        var start = TrainingState.Of(trainer);
        var folded = trainer.Batches(start, data).Aggregate(start, trainer.Step);
        Assert.Equal(Last(trainer, data, 1).State, folded with { Epoch = 1 });
    }

    [Fact]
    public void What_was_yielded_stays_as_it_was()
    {
        var (trainer, data) = (Training.Trainer(Training.Convnet), Training.Data(50));
        var seen = new List<(TrainingState State, Parameters Copy)>();
        foreach (var epoch in trainer.Epochs(data).Take(3))
        {
            seen.Add((epoch.State, epoch.Parameters.Map(tensor => Tensor.Of(tensor.Shape, tensor.Values))));
        }

        Assert.All(seen, pair => Assert.Equal(pair.Copy, pair.State.Parameters));
        Assert.NotEqual(seen[0].Copy, seen[1].Copy);
    }

    [Fact]
    public void Another_seed_gives_other_weights_and_another_order()
    {
        var (trainer, data) = (Training.Trainer(Training.Convnet), Training.Data(50));
        var other = trainer with { Seed = 8 };
        Assert.NotEqual(TrainingState.Of(trainer).Parameters, TrainingState.Of(other).Parameters);
        var start = TrainingState.Of(trainer);
        Assert.NotEqual(trainer.Batches(start, data).First(), other.Batches(TrainingState.Of(other), data).First());
        Assert.NotEqual(trainer.Batches(start, data).First(), trainer.Batches(start with { Epoch = 1 }, data).First());
        var inOrder = (trainer with { Shuffle = false }).Batches(start, data).First();
        Assert.Equal(data.Batch(Enumerable.Range(0, 20).ToArray()), inOrder);
    }

    [Property(MaxTest = 20)]
    public void An_epoch_sees_each_sample_once(byte count, byte batchSize)
    {
        var data = Training.Data(count + 1);
        var trainer = Training.Trainer(Training.Convnet) with { BatchSize = batchSize + 1 };
        var targets = trainer
            .Batches(TrainingState.Of(trainer), data)
            .SelectMany(batch => batch.Input.ToArray().Chunk(72))
            .Select(image => image.Sum());
        Assert.Equal(data.Batch().Input.ToArray().Chunk(72).Select(image => image.Sum()).Order(), targets.Order());
    }

    private static Epoch Last(Trainer trainer, Dataset data, int epochs) => trainer.Epochs(data).Take(epochs).Last();
}
