using Xunit;

namespace Convnet.PropertyTests;

/// <summary>Training step by step.</summary>
public sealed class StepsTests
{
    public static TheoryData<bool> Models => [false, true];

    [Theory]
    [MemberData(nameof(Models))]
    public void The_last_step_of_an_epoch_has_the_bits_of_the_epoch(bool isCoupled)
    {
        var (trainer, data) = (Trainer(isCoupled), Training.Data(50));
        var steps = trainer.Steps(data).Take(6).ToList();
        var epochs = trainer.Epochs(data).Take(2).ToList();
        Assert.Equal(epochs[0].State, steps[2]);
        Assert.Equal(epochs[1].State, steps[5]);
        Assert.Equal([0, 0, 1, 1, 1, 2], steps.Select(state => state.Epoch));
        Assert.Equal([1L, 2L, 3L, 4L, 5L, 6L], steps.Select(state => state.Step));
    }

    [Theory]
    [MemberData(nameof(Models))]
    public void Steps_are_those_of_folding_over_the_batches(bool isCoupled)
    {
        var (trainer, data) = (Trainer(isCoupled), Training.Data(50));
        var start = TrainingState.Of(trainer);
        var folded = trainer.Batches(start, data).Take(2).Aggregate(start, trainer.Step);
        Assert.Equal(folded, trainer.Steps(data).ElementAt(1));
    }

    [Fact]
    public void A_state_that_was_given_stays_as_it_was()
    {
        var seen = new List<(Parameters Parameters, OptimizerState Optimizer, Parameters Copy, Parameters SlotCopy)>();
        foreach (var state in Trainer(false).Steps(Training.Data(50)).Take(5))
        {
            seen.Add((state.Parameters, state.Optimizer, Copy(state.Parameters), Copy(state.Optimizer.Slots[0])));
        }

        Assert.All(seen, pair => Assert.Equal(pair.Copy, pair.Parameters));
        Assert.All(seen, pair => Assert.Equal(pair.SlotCopy, pair.Optimizer.Slots[0]));
        Assert.Equal(5, seen.Select(pair => pair.Copy).Distinct().Count());
    }

    [Fact]
    public void Rules_see_the_epochs_of_steps_too()
    {
        var (data, seen) = (Training.Data(50), new List<int>());
        var trainer = (Trainer(false) with { Validation = Training.Data(10, seed: 2) }).AdaptWith(
            (epoch, trainer) =>
            {
                Assert.NotNull(epoch.Validation);
                seen.Add(epoch.Number);
                return trainer.WithLearningRate(trainer.LearningRate / 2);
            }
        );
        var steps = trainer.Steps(data).Take(9).ToList();
        Assert.Equal([1, 2, 3], seen);
        Assert.Equal(trainer.Epochs(data).ElementAt(2).State, steps[^1]);
    }

    [Fact]
    public void Nothing_is_trained_before_it_is_asked_for()
    {
        var trained = new List<Tensor>();
        var trainer = Trainer(false) with { Metrics = [new Seen(trained)] };
        var steps = trainer.Steps(Training.Data(50));
        Assert.Empty(trained);
        Assert.Equal(2, steps.Take(2).Count());
        Assert.Equal(2, trained.Count);
    }

    [Fact]
    public void Cancelled_steps_end_with_the_step_at_hand()
    {
        using var cancellation = new CancellationTokenSource();
        var steps = new List<TrainingState>();
        foreach (var state in Trainer(false).Steps(Training.Data(50), cancellation.Token))
        {
            steps.Add(state);
            if (steps.Count == 4)
            {
                cancellation.Cancel();
            }
        }

        Assert.Equal([1L, 2L, 3L, 4L], steps.Select(state => state.Step));
        Assert.Empty(Trainer(false).Steps(Training.Data(50), cancellation.Token));
    }

    [Fact]
    public void Data_that_does_not_fit_is_refused_at_once()
    {
        var other = Dataset.OfFlat([3], new float[9], (int[])[0, 1, 2]);
        Refusal.Of<ShapeException>(() => Trainer(false).Steps(other), "(6, 6, 2)", "(3)");
        Refusal.Of<ShapeException>(
            () => (Trainer(false) with { Validation = other }).Steps(Training.Data(9)),
            "(6, 6, 2)",
            "(3)"
        );
        Refusal.Of<ShapeException>(
            () => (Trainer(false) with { Validation = other }).Epochs(Training.Data(9)),
            "(6, 6, 2)",
            "(3)"
        );
    }

    private static Trainer Trainer(bool isCoupled) =>
        Training.Trainer(isCoupled ? Training.Coupled : Training.Convnet, new Adam(0.01));

    private static Parameters Copy(Parameters parameters) =>
        parameters.Map(tensor => Tensor.Of(tensor.Shape, tensor.Values));

    private sealed class Seen(List<Tensor> predictions) : IMetric
    {
        public string Name => "seen";

        public MetricState Start() => new(0);

        public MetricState Add(MetricState state, Tensor prediction, Tensor target, Tensor? weights)
        {
            predictions.Add(prediction);
            return state;
        }

        public double Result(MetricState state) => predictions.Count;
    }
}
