using Xunit;

namespace Convnet.PropertyTests;

/// <summary>What a step computes, in slices and in place, is what the pure functions say.</summary>
public sealed class StepTests
{
    [Property(MaxTest = 60)]
    public void A_step_is_gradient_update_and_sum(byte count, bool isWeighted, byte model, byte optimizer)
    {
        IOptimizer[] optimizers =
        [
            new SGD(0.1),
            new SGD(0.1, 0.9, true),
            new RMSprop(0.01),
            new Adam(0.01),
            new Chain(new SGD(0.5), new Chain(new SGD(0.9, 0.5))),
        ];
        var chosen = optimizers[optimizer % optimizers.Length];
        var trainer = Training.Trainer(Training.Models.Values.ElementAt(model % Training.Models.Count), chosen);
        var batch = Training.Data(count + 1, count).Batch();
        batch = isWeighted ? new Batch(batch.Input, batch.Target, Tensor.Create([count + 1], i => i % 3)) : batch;
        var state = TrainingState.Of(trainer);

        var (loss, gradient) = trainer.Model.Gradient(
            trainer.Loss,
            state.Parameters,
            batch,
            Phase.Training(state.StepKey)
        );
        var (update, next) = chosen.Update(gradient, state.Optimizer, state.Parameters.Only(leaf => leaf.IsTrainable));
        var expected = state.Parameters.Merge(state.Parameters.Only(leaf => leaf.IsTrainable).Zip(update, Sum));
        var stepped = trainer.Step(state, batch);

        // Adam and RMSprop divide by the gradient's size, which rounding turns around where it is nearly 0.
        Assert.Equal(loss, stepped.Loss, 1e-5);
        var isSmooth = chosen is SGD or Chain;
        Assert.InRange(
            Training.Distance(
                expected.Only(leaf => leaf.IsTrainable),
                stepped.Parameters.Only(leaf => leaf.IsTrainable)
            ),
            0,
            isSmooth ? 1e-5 : 0.05
        );
        Assert.Equal(next.Step, stepped.Optimizer.Step);
        Assert.Equal(state.Step + 1, stepped.Step);
    }

    [Fact]
    public void New_state_is_that_of_the_whole_batch()
    {
        var trainer = Training.Trainer(Training.Coupled);
        var (state, batch) = (TrainingState.Of(trainer), Training.Data(33).Batch());
        var mean = batch.Input.ToArray().Where((_, i) => i % 2 == 0).Average();
        Assert.Equal(0.1 * mean, trainer.Step(state, batch).Parameters[0]["moving_mean"][0], 1e-6);
        Assert.Equal(0, state.Parameters[0]["moving_mean"][0]);
    }

    [Fact]
    public void An_optimizer_of_a_users_own_gives_the_same_weights()
    {
        var (trainer, data) = (Training.Trainer(Training.Convnet, new SGD(0.1, 0.9)), Training.Data(50));
        var own = trainer.Epochs(data).Take(2).Last();
        var users = (trainer with { Optimizer = new Forwarding(new SGD(0.1, 0.9)) }).Epochs(data).Take(2).Last();
        Assert.Equal(own.Parameters, users.Parameters);
        Assert.Equal(own.State.Optimizer, users.State.Optimizer);
    }

    [Fact]
    public void A_users_layer_and_loss_may_keep_what_they_see()
    {
        var seen = new List<(Tensor Kept, float[] Copy)>();
        var layer = new Keeping(seen.Add);
        var model = new Model(
            [6, 6, 2],
            new Conv2D(4, 3),
            layer,
            new Flatten(),
            layer,
            new Dense(Training.Classes) { Activation = Activation.Softmax }
        );
        var trainer = Training.Trainer(model) with
        {
            Loss = new KeepingLoss(seen.Add),
            Threads = 1,
            Metrics = [new KeepingMetric(seen.Add)],
        };
        var users = trainer.Epochs(Training.Data(60)).Take(2).Last();
        Assert.True(seen.Count > 50);
        Assert.All(seen, pair => Assert.Equal(pair.Copy, pair.Kept.ToArray()));

        var plain = new Model(model.Input, model.Body.Layers.Where(l => l is not Keeping));
        var own = (Training.Trainer(plain) with { Threads = 1 }).Epochs(Training.Data(60)).Take(2).Last();
        Assert.InRange(
            Training.Distance(
                own.Parameters,
                Parameters.OfChildren(users.Parameters[0], users.Parameters[2], users.Parameters[4])
            ),
            0,
            1e-3
        );
    }

    [Fact]
    public void A_pullback_without_a_gradient_for_a_parameter_is_refused_with_its_path()
    {
        var trainer = Training.Trainer(
            new Model([6, 6, 2], new Forgetting(), new Flatten(), new Dense(3) { Activation = Activation.Softmax })
        );
        Refusal.Of<TrainingException>(
            () => trainer.Step(TrainingState.Of(trainer), Training.Data(9).Batch()),
            "no gradient",
            "forgetting/scale",
            "(1)"
        );
    }

    [Fact]
    public void State_of_a_slice_is_refused()
    {
        var trainer = Training.Trainer(
            new Model([6, 6, 2], new Unsaid(), new Flatten(), new Dense(3) { Activation = Activation.Softmax })
        );
        Refusal.Of<TrainingException>(
            () => trainer.Step(TrainingState.Of(trainer), Training.Data(9).Batch()),
            "new state",
            "CouplesSamples"
        );
    }

    [Fact]
    public void A_loss_that_is_not_finite_stops_training_with_epoch_step_and_layer()
    {
        var model = new Model([6, 6, 2], new Flatten(), new Dense(4), new Dense(3) { Activation = Activation.Softmax });
        var trainer = Training.Trainer(model, new SGD(1e30));
        Refusal.Of<TrainingException>(
            () => trainer.Epochs(Training.Data(60)).First(),
            "loss is NaN in epoch 1, step",
            "dense",
            "is the first that is not finite",
            "not finite"
        );
    }

    private static Tensor Sum(Tensor left, Tensor right) =>
        Tensor.Create(left.Shape, i => left.Values[i] + right.Values[i]);

    private sealed record Keeping(Action<(Tensor, float[])> Keep) : ILayer
    {
        public Shape OutputShape(Shape input) => input;

        public Tensor Forward(Parameters parameters, Tensor input, Phase phase) => Kept(input);

        public Differential ForwardWithPullback(Parameters parameters, Tensor input, Phase phase) =>
            new(Kept(input), (outputGradient, wanted) => new(Kept(outputGradient), Parameters.None));

        private Tensor Kept(Tensor tensor)
        {
            Keep((tensor, tensor.ToArray()));
            return tensor;
        }
    }

    private sealed record KeepingLoss(Action<(Tensor, float[])> Keep) : ILoss
    {
        public LossValue Evaluate(Tensor prediction, Tensor target)
        {
            Keep((prediction, prediction.ToArray()));
            Keep((target, target.ToArray()));
            var value = new CategoricalCrossentropy().Evaluate(prediction, target);
            Keep((value.Gradient, value.Gradient.ToArray()));
            return value;
        }
    }

    private sealed record KeepingMetric(Action<(Tensor, float[])> Keep) : IMetric
    {
        public string Name => "kept";

        public MetricState Start() => new(0);

        public MetricState Add(MetricState state, Tensor prediction, Tensor target, Tensor? weights)
        {
            Keep((prediction, prediction.ToArray()));
            Keep((target, target.ToArray()));
            return state;
        }

        public double Result(MetricState state) => 0;
    }

    private sealed record Forgetting : ILayer
    {
        public Shape OutputShape(Shape input) => input;

        public IReadOnlyList<ParameterSpec> ParameterSpecs(Shape input) => [new("scale", [1], Initializer.Ones)];

        public Tensor Forward(Parameters parameters, Tensor input, Phase phase) => input;

        public Differential ForwardWithPullback(Parameters parameters, Tensor input, Phase phase) =>
            new(input, (outputGradient, wanted) => new(outputGradient, Parameters.None));
    }

    private sealed record Unsaid : ILayer
    {
        public Shape OutputShape(Shape input) => input;

        public IReadOnlyList<ParameterSpec> ParameterSpecs(Shape input) =>
            [new("count", [1], Initializer.Zeros, Trainable: false)];

        public Tensor Forward(Parameters parameters, Tensor input, Phase phase) => input;

        public Differential ForwardWithPullback(Parameters parameters, Tensor input, Phase phase) =>
            new(
                input,
                (outputGradient, wanted) => new(outputGradient, Parameters.None),
                Parameters.Of(("count", Tensor.Zeros([1])))
            );
    }
}
