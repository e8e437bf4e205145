using Xunit;

namespace Convnet.PropertyTests;

/// <summary>Epochs, fit, evaluation, prediction, and what is refused.</summary>
public sealed class TrainerTests
{
    [Fact]
    public void Training_learns()
    {
        var (trainer, data) = (Training.Trainer(Training.Convnet), Training.Data(600));
        var trained = trainer.Fit(8, data, Training.Data(200, seed: 2));
        Assert.True(trained.Validation!.Value.Accuracy > 0.9, $"{trained}");
        Assert.True(trained.History["loss"][^1] < trained.History["loss"][0] / 2, $"{trained.History}");
    }

    [Fact]
    public void The_history_holds_every_epoch_under_Keras_names()
    {
        var trained = Training.Trainer(Training.Convnet).Fit(3, Training.Data(40), Training.Data(20, seed: 2));
        Assert.Equal(["accuracy", "loss", "val_accuracy", "val_loss"], trained.History.Names);
        Assert.Equal(3, trained.History["val_loss"].Count);
        Assert.Equal(trained.Training.Loss, trained.History["loss"][2]);
        Assert.Equal(trained.Validation!.Value.Accuracy, trained.History["val_accuracy"][2]);
        Refusal.Of<ArgumentException>(() => trained.History["recall"], "recall", "val_accuracy");
    }

    [Fact]
    public void A_validation_split_is_the_last_samples_and_they_are_not_trained_on()
    {
        var (trainer, data) = (Training.Trainer(Training.Convnet), Training.Data(50));
        var split = trainer.Fit(2, data, validationSplit: 0.3);
        var told = trainer.Fit(2, data.Take(35), data.Skip(35));
        Assert.Equal(told.State, split.State);
        Assert.Equal(told.Validation, split.Validation);
        Refusal.Of<ArgumentException>(() => trainer.Fit(1, data, data, 0.5), "validationSplit", "one of them");
    }

    [Property(MaxTest = 20)]
    public void A_model_predicts_the_same_bits_with_any_number_of_threads(byte count)
    {
        var weights = Training.Convnet.Initialize(count);
        var batch = Training.Data(count + 1, count).Batch().Input;
        var all = Training.Convnet.Predict(weights, batch);
        Assert.All([1, 2, 3, 7], threads => Assert.Equal(all, Training.Convnet.Predict(weights, batch, threads)));
        Refusal.Of<ArgumentOutOfRangeException>(
            () => Training.Convnet.Predict(weights, batch, 0),
            "threads is 0",
            "at least 1"
        );
    }

    [Property(MaxTest = 20)]
    public void The_score_does_not_depend_on_how_the_data_is_cut(byte count)
    {
        var (trainer, data) = (Training.Trainer(Training.Convnet), Training.Data(count + 1, count));
        var weights = trainer.Model.Initialize(count);
        var prediction = trainer.Predict(weights, data);
        var value = trainer.Loss.Evaluate(trainer.Model.Forward(weights, data.Batch().Input), data.Batch().Target);
        var penalty = 0.01 * weights[3]["kernel"].ToArray().Sum(w => (double)w * w);
        var score = trainer.Evaluate(weights, data);
        Assert.Equal(value.Values.ToArray().Average(v => (double)v) + penalty, score.Loss, 1e-5);
        var right = data.Batch()
            .Target.ToArray()
            .Where(
                (label, i) =>
                    prediction[i..(i + 1), ..].ToArray().IndexOf(prediction[i..(i + 1), ..].ToArray().Max())
                    == (int)label
            );
        Assert.Equal(right.Count() / (count + 1.0), score.Accuracy, 1e-12);
    }

    [Fact]
    public void Cancelled_in_an_epoch_training_gives_the_part_that_ran()
    {
        using var cancellation = new CancellationTokenSource();
        var trainer = Training.Trainer(Training.Convnet) with
        {
            Metrics = [new CancelAfter(13, cancellation)],
            BatchSize = 5,
        };
        var stopped = trainer.Fit(9, Training.Data(50), cancellation: cancellation.Token);
        Assert.Equal((2, 15, 13), (stopped.Number, stopped.Samples, stopped.State.Step));
        Assert.True(double.IsFinite(stopped.Training.Loss));
        Assert.Equal(2, stopped.History.Count);
    }

    [Fact]
    public void Cancelled_between_two_steps_training_gives_the_part_that_ran()
    {
        using var cancellation = new CancellationTokenSource();

        // Slow, so that each step is reported; the report comes when a step is done and before the next is begun.
        var trainer = Training.Trainer(Training.Convnet) with
        {
            Metrics = [new Slow()],
            Progress = new(report => (report.Step == 2 ? cancellation : null)?.Cancel()),
            BatchSize = 5,
        };
        var stopped = trainer.Fit(9, Training.Data(50), cancellation: cancellation.Token);
        Assert.Equal((1, 10, 2), (stopped.Number, stopped.Samples, stopped.State.Step));
    }

    [Fact]
    public void Cancelled_before_the_first_step_nothing_is_given()
    {
        var trainer = Training.Trainer(Training.Convnet);
        var token = new CancellationToken(canceled: true);
        Assert.Throws<OperationCanceledException>(() => trainer.Fit(1, Training.Data(9), cancellation: token));
        Assert.Empty(trainer.Epochs(Training.Data(9), token));
    }

    [Fact]
    public void Zero_weight_is_as_good_as_absent_but_for_the_divisor()
    {
        var trainer = Training.Trainer(Training.Convnet, new SGD(0.1));
        var (state, data) = (TrainingState.Of(trainer), Training.Data(16));
        var batch = new Batch(data.Batch().Input, data.Batch().Target, Tensor.Create([16], i => i < 8 ? 2 : 0));
        var weighted = trainer.Step(state, batch);
        var half = trainer.Step(state, data.Take(8).Batch());
        Assert.InRange(Training.Distance(half.Parameters, weighted.Parameters), 0, 1e-5);
        Assert.Equal(half.Loss, weighted.Loss, 1e-5);
    }

    [Fact]
    public void Softmax_in_the_model_or_in_the_loss_trains_alike()
    {
        var (trainer, data) = (Training.Trainer(Training.Convnet), Training.Data(60));
        var layers = Training.Convnet.Body.Layers;
        var apart = new Model(
            Training.Convnet.Input,
            [.. layers[..4], new Dense(Training.Classes), new ActivationLayer(Activation.Softmax)]
        );
        var logits = new Model(Training.Convnet.Input, [.. layers[..4], new Dense(Training.Classes)]);
        var expected = trainer.Epochs(data).First();
        var other = (trainer with { Model = apart }).Epochs(data).First();
        Assert.Equal(expected.Training, other.Training);
        Assert.Equal(expected.Evaluate(data), other.Evaluate(data));
        var fromLogits = (
            trainer with
            {
                Model = logits,
                Loss = new CategoricalCrossentropy { FromLogits = true },
            }
        ).Epochs(data).First();
        Assert.Equal(expected.Parameters, fromLogits.Parameters);
        var sparse = (trainer with { Loss = new SparseCategoricalCrossentropy() }).Epochs(data).First();
        Assert.Equal(expected.Parameters, sparse.Parameters);
        var rows = trainer.Epochs(data.ToCategorical(Training.Classes)).First();
        Assert.Equal(expected.Parameters, rows.Parameters);
    }

    [Fact]
    public void The_activation_of_every_layer_that_has_one_can_be_taken_in() =>
        Assert.All(
            typeof(ILayer).Assembly.GetExportedTypes().Where(type => type.IsAssignableTo(typeof(ILayer))),
            type =>
                Assert.Equal(
                    type.GetProperty(nameof(Activation))?.PropertyType == typeof(Activation),
                    type.IsAssignableTo(typeof(IActivated))
                )
        );

    [Fact]
    public void Whatever_layer_ends_in_the_activation_a_certain_mistake_still_has_a_slope()
    {
        Func<Activation, ILayer>[] layers =
        [
            activation => new Conv2D(Training.Classes, 1) { Activation = activation },
            activation => new DepthwiseConv2D(1) { Activation = activation },
            activation => new SeparableConv2D(Training.Classes, 1) { Activation = activation },
            activation => new Conv2DTranspose(Training.Classes, 1) { Activation = activation },
            activation => new ActivationLayer(activation),
        ];
        (ILoss Loss, ILoss OfLogits, Activation Activation)[] losses =
        [
            (new CategoricalCrossentropy(), new CategoricalCrossentropy { FromLogits = true }, Activation.Softmax),
            (new BinaryCrossentropy(), new BinaryCrossentropy { FromLogits = true }, Activation.Sigmoid),
        ];

        // Of logits so far apart the probabilities are 0 and 1 in a float, where the loss of probabilities is clipped and has no slope.
        var key = RandomKey.FromSeed(1);
        var images = Tensor.Create([8, 2, 2, Training.Classes], i => (float)(1e4 * (key.Uniform((ulong)i) - 0.5)));
        var rows = Tensor.Create(images.Shape, i => i % Training.Classes == 0 ? 1 : 0);
        foreach (var (loss, ofLogits, activation) in losses)
        {
            Assert.All(
                layers,
                layer =>
                {
                    var fused = Step(layer(activation), loss);
                    Assert.Equal(Step(layer(Activation.Linear), ofLogits), fused);
                    Assert.All(
                        fused.Leaves,
                        leaf => Assert.All(leaf.Tensor.ToArray(), x => Assert.True(float.IsFinite(x)))
                    );
                }
            );
        }

        Parameters Step(ILayer last, ILoss loss)
        {
            var model = new Model(images.Shape.Sample, new Conv2D(Training.Classes, 1), last);
            var trainer = Training.Trainer(model, new SGD(1e-4)) with { Loss = loss };
            var stepped = trainer.Step(TrainingState.Of(trainer), new Batch(images, rows)).Parameters;
            Assert.NotEqual(model.Initialize(7), stepped);
            return stepped;
        }
    }

    [Fact]
    public void Metrics_see_probabilities_though_training_runs_on_logits()
    {
        var trainer = Training.Trainer(Training.Convnet) with { Metrics = [new RowSum()] };
        Assert.Equal(1, trainer.Epochs(Training.Data(30)).First().Training["row_sum"], 1e-5);
    }

    [Fact]
    public void What_cannot_be_is_refused_in_the_librarys_words()
    {
        var trainer = Training.Trainer(Training.Convnet);
        Refusal.Of<ArgumentOutOfRangeException>(() => trainer with { BatchSize = 0 }, "0", "at least 1");
        Refusal.Of<ArgumentOutOfRangeException>(() => trainer with { Threads = -1 }, "-1", "at least 1");
        Refusal.Of<ArgumentOutOfRangeException>(() => trainer.Fit(0, Training.Data(9)), "epochs is 0", "at least 1");
        var other = Dataset.OfFlat([3], new float[9], (int[])[0, 1, 2]);
        Refusal.Of<ShapeException>(() => trainer.Epochs(other), "(6, 6, 2)", "(3)");
        Refusal.Of<ShapeException>(() => trainer.Evaluate(trainer.Model.Initialize(1), other), "(6, 6, 2)", "(3)");
        Refusal.Of<ShapeException>(() => TrainingState.Of(trainer, Training.Coupled.Initialize(1)), "conv2d/kernel");
        var labels = Dataset.OfFlat([6, 6, 2], new float[144], (int[])[0, 3]);
        Refusal.Of<ArgumentOutOfRangeException>(() => trainer.Epochs(labels).First(), "label 3", "from 0 to 2");
    }

    /// <summary>A metric that asks for the end at a certain step.</summary>
    private sealed class CancelAfter(int steps, CancellationTokenSource cancellation) : IMetric
    {
        private int seen;

        public string Name => "steps";

        public MetricState Start() => new(0);

        public MetricState Add(MetricState state, Tensor prediction, Tensor target, Tensor? weights)
        {
            if (++seen == steps)
            {
                cancellation.Cancel();
            }

            return state;
        }

        public double Result(MetricState state) => seen;
    }

    private sealed record Slow : IMetric
    {
        public string Name => "slow";

        public MetricState Start() => new(0);

        public MetricState Add(MetricState state, Tensor prediction, Tensor target, Tensor? weights)
        {
            Thread.Sleep(60);
            return state;
        }

        public double Result(MetricState state) => 0;
    }

    private sealed record RowSum : IMetric
    {
        public string Name => "row_sum";

        public MetricState Start() => new(0, 0);

        public MetricState Add(MetricState state, Tensor prediction, Tensor target, Tensor? weights) =>
            new(state.Sums[0] + prediction.ToArray().Sum(), state.Sums[1] + prediction.Samples);

        public double Result(MetricState state) => state.Sums[0] / state.Sums[1];
    }
}
