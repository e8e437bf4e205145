using Xunit;

namespace Convnet.PropertyTests;

/// <summary>What is frozen keeps its values, and what stands before the first trained layer runs forward only.</summary>
public sealed class FrozenTests
{
    [Fact]
    public void Frozen_weights_keep_their_bits_and_the_others_move()
    {
        var trained = Training.Trainer(Training.Composed).Epochs(Training.Data(60)).Take(2).Last();
        var pairs = Closeness.Pairs(Training.Composed.Initialize(7).Leaves, trained.Parameters.Leaves).ToList();

        Assert.All(pairs, pair => Assert.Equal(pair.Left.IsTrainable, !pair.Left.Tensor.Equals(pair.Right.Tensor)));
        Assert.Equal(
            ["first/conv2d/kernel", "first/conv2d/bias", "residual/sequential/conv2d_1/kernel"],
            pairs.Where(pair => !pair.Left.IsTrainable).Select(pair => pair.Left.Path).Take(3)
        );
    }

    [Fact]
    public void A_frozen_prefix_is_never_asked_for_gradients()
    {
        var model = new Model(
            [6, 6, 2],
            new Sequential(new Frozen(new OneWay()), new Flatten(), new Frozen(new OneWay())),
            new Sequential(new Frozen(new Dense(8)), new Frozen(new OneWay()), new Dense(Training.Classes)),
            new ActivationLayer(Activation.Softmax)
        );
        var trained = Training.Trainer(model).Epochs(Training.Data(40)).Take(2).Last();

        Assert.Equal(model.Initialize(7)[1][0], trained.Parameters[1][0]);
        Assert.NotEqual(model.Initialize(7)[1][2], trained.Parameters[1][2]);
        var exception = Assert.Throws<InvalidOperationException>(() =>
            Training
                .Trainer(new([6, 6, 2], new Conv2D(2, 3), new OneWay(), new Flatten(), new Dense(3)))
                .Fit(1, Training.Data(8))
        );
        Assert.Equal("forward only", exception.Message);
    }

    [Fact]
    public void A_frozen_prefix_trains_what_features_computed_before_train()
    {
        var (prefix, head) = (new Conv2D(4, 3) { Activation = Activation.Relu }, Head());
        var whole = new Model([6, 6, 2], [new Frozen(prefix), .. head]);
        var weights = whole.Initialize(3);
        var (data, features) = (Training.Data(60), whole.UpTo("conv2d"));
        var maps = Dataset.OfTensors(features.Predict(weights, data.Batch().Input), data.Batch().Target);

        var alone = new Model([4, 4, 4], head);
        var ofHead = Parameters.OfChildren(Enumerable.Range(1, head.Length).Select(i => weights[i]));
        var expected = Trained(alone, ofHead, maps);
        var actual = Trained(whole, weights, data);
        Assert.Equal(weights[0], actual[0]);
        Assert.InRange(
            Training.Distance(expected, Parameters.OfChildren(Enumerable.Range(1, head.Length).Select(i => actual[i]))),
            0,
            1e-5
        );
    }

    [Fact]
    public void A_frozen_layer_with_state_uses_its_moving_statistics_and_keeps_them()
    {
        var model = new Model(
            [6, 6, 2],
            new Frozen(new Centering(0.5)),
            new Flatten(),
            new Dense(Training.Classes) { Activation = Activation.Softmax }
        );
        Assert.False(model.Body.CouplesSamples(Phase.Training(default)));
        var trainer = Training.Trainer(model);
        var start = TrainingState.Of(trainer, model.Initialize(1).Map(tensor => tensor.Map(value => value + 0.25f)));
        var trained = (trainer with { From = start }).Epochs(Training.Data(40)).First();
        Assert.Equal(Tensor.Of([2], 0.25f, 0.25f), trained.Parameters[0]["moving_mean"]);
    }

    [Fact]
    public void Where_nothing_is_trained_nothing_changes()
    {
        var frozen = Training.Convnet.Rewrite((_, layer) => [new Frozen(layer)]);
        var trained = Training.Trainer(frozen).Epochs(Training.Data(40)).Take(2).Last();
        Assert.Equal(Training.Convnet.Initialize(7), trained.Parameters);
        Assert.Equal(
            Training.Convnet.Predict(trained.Parameters, Training.Data(30).Batch().Input),
            trained.Predict(Training.Data(30))
        );
    }

    [Fact]
    public void Where_nothing_is_trained_before_a_layer_that_couples_samples_a_last_batch_may_be_smaller()
    {
        var model = new Model(
            [6, 6, 2],
            new Flatten(),
            new Frozen(new Dense(Training.Classes)),
            new BatchNormalization { Scale = false, Center = false },
            new ActivationLayer(Activation.Softmax)
        );
        var trained = Training.Trainer(model).Epochs(Training.Data(50)).Take(2).Last();
        Assert.Equal(model.Initialize(7)[1], trained.Parameters[1]);
        Assert.NotEqual(model.Initialize(7)[2], trained.Parameters[2]);
    }

    private static ILayer[] Head() =>
        [
            new Flatten(),
            new Dense(8) { Activation = Activation.Tanh },
            new Dense(3) { Activation = Activation.Softmax },
        ];

    private static Parameters Trained(Model model, Parameters weights, Dataset data)
    {
        var trainer = Training.Trainer(model, new SGD(0.1));
        return (trainer with { From = TrainingState.Of(trainer, weights) }).Epochs(data).Take(2).Last().Parameters;
    }

    /// <summary>The identity, which has no way back.</summary>
    private sealed record OneWay : ILayer
    {
        public Shape OutputShape(Shape input) => input;

        public Tensor Forward(Parameters parameters, Tensor input, Phase phase) => input;

        public Differential ForwardWithPullback(Parameters parameters, Tensor input, Phase phase) =>
            new(input, (_, _) => throw new InvalidOperationException("forward only"));
    }
}
