using Xunit;

namespace Convnet.PropertyTests;

/// <summary>Which metrics are reported under which names, whose weights count in them, and what the reported loss holds.</summary>
public sealed class ReportTests
{
    private static readonly Dataset Weighted = Training
        .Data(60)
        .WithWeights([.. Enumerable.Range(0, 60).Select(i => (i % 5) / 2f)]);

    [Fact]
    public void Metrics_count_samples_and_weighted_metrics_their_weights()
    {
        var trainer = Training.Trainer(Training.Convnet) with
        {
            Metrics = [new Accuracy()],
            WeightedMetrics = [new Accuracy(), new CategoricalAccuracy()],
        };
        var weights = trainer.Model.Initialize(3);
        var score = trainer.Evaluate(weights, Weighted);
        Assert.Equal(
            ["accuracy", "categorical_accuracy", "weighted_accuracy"],
            score.Metrics.Select(metric => metric.Name)
        );
        var plain = trainer.Evaluate(weights, Training.Data(60));
        Assert.Equal(plain.Accuracy, score.Accuracy);
        var right = Categorical.Classes(trainer.Predict(weights, Weighted)).Zip(Weighted.Batch().Target.ToArray());
        var sum = right.Zip(
            Weighted.Batch().Weights!.ToArray(),
            (pair, weight) => pair.First == pair.Second ? weight : 0
        );
        Assert.Equal(sum.Sum() / 60.0, score["weighted_accuracy"], 1e-12);
        Assert.Equal(score["weighted_accuracy"], score["categorical_accuracy"]);
        Assert.NotEqual(score.Accuracy, score["weighted_accuracy"]);
    }

    [Fact]
    public void Names_are_told_apart_as_Keras_does()
    {
        var reported = ReportedMetric.Of(
            [new Precision(), new Precision { Thresholds = [0.7] }, new MeanLoss("loss", new Huber())],
            [new Precision(), new Recall(), new Recall()]
        );
        Assert.Equal(
            ["precision", "precision_1", "loss_1", "weighted_precision", "recall", "weighted_recall"],
            reported.Select(metric => metric.Name)
        );
    }

    [Fact]
    public void Every_cross_entropy_reports_the_accuracy_unless_told()
    {
        ILoss[] entropies =
        [
            new CategoricalCrossentropy(),
            new SparseCategoricalCrossentropy(),
            new BinaryCrossentropy(),
        ];
        var trainer = Training.Trainer(Training.Convnet);
        Assert.All(entropies, loss => Assert.Equal([new Accuracy()], (trainer with { Loss = loss }).Metrics));
        Assert.Empty((trainer with { Loss = new MeanSquaredError() }).Metrics);
    }

    [Property(MaxTest = 20)]
    public void The_loss_that_fit_reports_holds_the_penalties(byte count, byte l1, byte l2)
    {
        var (first, second) = (Regularizer.OfL1(l1 / 100.0), new Regularizer(l1 / 50.0, l2 / 100.0));
        var model = new Model(
            [6, 6, 2],
            new Conv2D(2, (3, 3)) { KernelRegularizer = first, BiasRegularizer = second },
            new Flatten(),
            new Dense(3)
            {
                Activation = Activation.Softmax,
                KernelRegularizer = Regularizer.OfL2(l2 / 100.0),
                BiasRegularizer = first,
                BiasInitializer = Initializer.Constant(0.5),
            }
        );

        // Steps so small that the weights stay what they are, so that all batches have the same penalty.
        var trainer = Training.Trainer(model, new SGD(1e-30));
        var (state, data) = (TrainingState.Of(trainer), Training.Data(count + 1));
        var leaves = state.Parameters.Leaves.ToDictionary(leaf => leaf.Path, leaf => leaf.Tensor);
        var batch = data.Batch();
        var values = trainer.Loss.Evaluate(model.Forward(state.Parameters, batch.Input), batch.Target).Values.ToArray();
        var expected =
            values.Average(value => (double)value)
            + (l1 / 100.0 * Absolute("conv2d/kernel"))
            + (l1 / 50.0 * Absolute("conv2d/bias"))
            + (l2 / 100.0 * Squares("conv2d/bias"))
            + (l2 / 100.0 * Squares("dense/kernel"))
            + (l1 / 100.0 * Absolute("dense/bias"));
        Assert.Equal(expected, trainer.Fit(1, data).History["loss"][0], 1e-5 * expected);
        Assert.Equal(expected, trainer.Evaluate(state.Parameters, data).Loss, 1e-5 * expected);

        double Absolute(string path) => leaves[path].ToArray().Sum(w => Math.Abs((double)w));
        double Squares(string path) => leaves[path].ToArray().Sum(w => (double)w * w);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_sigmoid_before_the_binary_cross_entropy_is_trained_from_its_input(bool isAlone)
    {
        var head = new Dense(2) { Activation = isAlone ? Activation.Linear : Activation.Sigmoid };
        ILayer[] tail = isAlone ? [new ActivationLayer(Activation.Sigmoid)] : [];
        var model = new Model([6, 6, 2], [new Flatten(), head, .. tail]);
        var yeses = Tensor.Create([50, 2], i => i % 3 == 0 ? 1 : 0);
        var data = Dataset.OfTensors(Training.Data(50).Batch().Input, yeses);
        var trainer = new Trainer(model, new BinaryCrossentropy(), new SGD(0.5)) { Progress = Progress.None };
        var (state, batch) = (TrainingState.Of(trainer), data.Batch());
        var (loss, gradient) = model.Gradient(trainer.Loss, state.Parameters, batch);
        var stepped = trainer.Step(state, batch);
        Assert.Equal(loss, stepped.Loss, 1e-5 * loss);
        var (update, _) = trainer.Optimizer.Update(gradient, state.Optimizer, state.Parameters);
        Assert.InRange(Training.Distance(Optimization.Apply(state.Parameters, update), stepped.Parameters), 0, 1e-5);
        Assert.Equal(
            trainer.Loss.Evaluate(trainer.Predict(stepped.Parameters, data), yeses).Values.ToArray().Average(),
            trainer.Evaluate(stepped.Parameters, data).Loss,
            1e-5
        );
    }

    [Fact]
    public void A_measure_is_the_metric_over_all_the_data()
    {
        var trained = Training.Trainer(Training.Convnet).Fit(2, Training.Data(100));
        var (labels, metric) = (Weighted.Batch().Target, new ConfusionMatrix(Training.Classes));
        var prediction = trained.Predict(Weighted);
        Assert.Equal(
            MetricCase.Of(metric, prediction, labels, Weighted.Batch().Weights),
            trained.Measure(metric, Weighted)
        );
        Assert.Equal(MetricCase.Of(metric, prediction, labels, null), trained.Measure(metric, Training.Data(60)));
        Refusal.Of<ShapeException>(
            () => trained.Measure(metric, Dataset.OfFlat([2], [1, 2], new[] { 0 })),
            "(6, 6, 2)",
            "(2)"
        );
    }

    [Fact]
    public void A_metric_of_a_users_loss_may_keep_what_it_sees()
    {
        var seen = new List<(Tensor Kept, float[] Copy)>();
        var trainer = Training.Trainer(Training.Convnet) with
        {
            Metrics = [new MeanLoss("kept", new Keeping(seen.Add))],
            Threads = 1,
        };
        Assert.True(double.IsFinite(trainer.Fit(2, Training.Data(60)).Training["kept"]));
        Assert.NotEmpty(seen);
        Assert.All(seen, pair => Assert.Equal(pair.Copy, pair.Kept.ToArray()));
    }

    [Theory]
    [InlineData("val_precision")]
    [InlineData("recall")]
    [InlineData("val_auc")]
    [InlineData("f1_score")]
    [InlineData("val_weighted_accuracy")]
    [InlineData("sparse_top_k_categorical_accuracy")]
    public void Metrics_of_which_more_is_better_are_known(string name) =>
        Assert.True(Monitored.Of(name, MonitorMode.Auto, 0).IsBetter(0.6, 0.5));

    private sealed record Keeping(Action<(Tensor, float[])> Keep) : ILoss
    {
        public LossValue Evaluate(Tensor prediction, Tensor target)
        {
            Keep((prediction, prediction.ToArray()));
            return new CategoricalCrossentropy().Evaluate(prediction, target);
        }
    }
}
