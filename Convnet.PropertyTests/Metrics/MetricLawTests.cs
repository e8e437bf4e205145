using Xunit;

namespace Convnet.PropertyTests;

/// <summary>What holds for every metric.</summary>
public sealed class MetricLawTests
{
    /// <summary>Every metric of the library, with options; true where targets are class indices.</summary>
    private static readonly (IMetric Metric, bool OfIndices)[] Metrics =
    [
        (new Accuracy(), true),
        (new Accuracy(), false),
        (new CategoricalAccuracy(), false),
        (new SparseCategoricalAccuracy(), true),
        (new BinaryAccuracy { Threshold = 0.25 }, false),
        (new TopKCategoricalAccuracy { K = 2 }, false),
        (new SparseTopKCategoricalAccuracy { K = 2 }, true),
        (new Precision { Thresholds = [0.25, 0.75] }, false),
        (new Recall { TopK = 2, ClassId = 1 }, false),
        (new F1Score(), false),
        (new F1Score { Average = Average.Weighted, Threshold = 0.5 }, false),
        (new AUC { NumThresholds = 9, Curve = AucCurve.PR }, false),
        (new AUC { MultiLabel = true, LabelWeights = [1, 0.5, 0, 2] }, false),
        (new AUC { Thresholds = [0.75, 0.125] }, false),
        (new ConfusionMatrix(4), true),
        (new MeanLoss("mean_absolute_error", new MeanAbsoluteError()), false),
    ];

    [Fact]
    public void Every_metric_of_the_library_is_here()
    {
        var all = typeof(IMetric).Assembly.GetExportedTypes().Where(type => type.IsAssignableTo(typeof(IMetric)));
        Assert.Empty(all.Except(Metrics.Select(given => given.Metric.GetType()).Append(typeof(IMetric))));
    }

    [Property]
    public void The_fold_over_batches_equals_the_whole(int seed, byte cut, byte next, bool isWeighted)
    {
        var given = new MetricCase(seed);
        var (first, second) = (cut % 11, next % 11);
        int[] cuts = [0, Math.Min(first, second), Math.Max(first, second), 10];
        foreach (var (metric, ofIndices) in Metrics)
        {
            var (prediction, weights) = (given.Prediction, isWeighted ? given.Weights : null);
            var target = ofIndices ? given.Labels : given.Yeses;
            var state = cuts.Zip(cuts.Skip(1))
                .Aggregate(
                    metric.Start(),
                    (sums, part) =>
                        metric.Add(
                            sums,
                            Rows(prediction, part.First, part.Second),
                            Rows(target, part.First, part.Second),
                            weights is null ? null : Rows(weights, part.First, part.Second)
                        )
                );

            Assert.Equal(metric.Add(metric.Start(), prediction, target, weights), state);
        }
    }

    [Property]
    public void Weights_of_1_are_none_and_the_result_stands_for_the_values(int seed)
    {
        var given = new MetricCase(seed);
        foreach (var (metric, ofIndices) in Metrics)
        {
            var target = ofIndices ? given.Labels : given.Yeses;
            var state = metric.Add(metric.Start(), given.Prediction, target, null);
            Assert.Equal(state, metric.Add(metric.Start(), given.Prediction, target, Tensor.Create([10], _ => 1)));
            if (metric is not ConfusionMatrix)
            {
                Assert.Equal(metric.Values(state).ToArray().Average(), metric.Result(state), 1e-6);
            }
        }
    }

    [Fact]
    public void Nothing_counted_is_not_a_number()
    {
        foreach (var (metric, _) in Metrics)
        {
            Assert.Equal(double.NaN, metric.Result(metric.Start()));
            Assert.True(
                metric is ConfusionMatrix || float.IsNaN(Assert.Single(metric.Values(metric.Start()).ToArray()))
            );
        }
    }

    [Fact]
    public void Metrics_are_called_what_Keras_calls_them_or_what_they_are_told()
    {
        Assert.Equal(
            "accuracy auc binary_accuracy categorical_accuracy confusion_matrix f1_score mean_absolute_error precision recall sparse_categorical_accuracy sparse_top_k_categorical_accuracy top_k_categorical_accuracy",
            string.Join(' ', Metrics.Select(given => given.Metric.Name).Distinct().Order(StringComparer.Ordinal))
        );
        Assert.Equal("recall_of_7", new Recall { ClassId = 7, Name = "recall_of_7" }.Name);
        Assert.NotEqual(new Recall { Name = "other" }, new Recall());
    }

    [Fact]
    public void Metrics_are_equal_by_their_options()
    {
        Assert.Equal(new Precision { Thresholds = [0.25, 0.5] }, new Precision { Thresholds = [0.25, 0.5] });
        Assert.NotEqual(new Precision { Thresholds = [0.25, 0.5] }, new Precision { Thresholds = [0.5, 0.25] });
        Assert.Equal(new AUC { LabelWeights = [1, 2] }, new AUC { LabelWeights = [1, 2] });
        Assert.Equal(
            new AUC { Thresholds = [0.5, 0.25] }.GetHashCode(),
            new AUC { Thresholds = [0.25, 0.5] }.GetHashCode()
        );
        Assert.Contains(
            "Thresholds = [0.25, 0.5]",
            $"{new Recall { Thresholds = [0.25, 0.5] }}",
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Batches_of_other_classes_are_refused()
    {
        var metric = new F1Score();
        var state = metric.Add(metric.Start(), Tensor.Zeros([2, 3]), Tensor.Zeros([2, 3]), null);
        Refusal.Of<ShapeException>(
            () => metric.Add(state, Tensor.Zeros([2, 2]), Tensor.Zeros([2, 2]), null),
            "8 sums",
            "12",
            "as many classes"
        );
    }

    [Fact]
    public void Targets_of_another_shape_are_refused()
    {
        foreach (var (metric, _) in Metrics)
        {
            Refusal.Of<ShapeException>(
                () => metric.Add(metric.Start(), Tensor.Zeros([2, 4]), Tensor.Zeros([2, 3]), null),
                "(2, 3)",
                "(2, 4)"
            );
        }
    }

    [Fact]
    public void Options_out_of_range_are_refused()
    {
        Refusal.Of<ArgumentOutOfRangeException>(() => new BinaryAccuracy { Threshold = 2 }, "Threshold is 2", "0 to 1");
        Refusal.Of<ArgumentOutOfRangeException>(() => new TopKCategoricalAccuracy { K = 0 }, "K is 0", "at least 1");
        Refusal.Of<ArgumentOutOfRangeException>(() => new SparseTopKCategoricalAccuracy { K = 0 }, "K is 0");
        Refusal.Of<ArgumentOutOfRangeException>(() => new Precision { TopK = 0 }, "TopK is 0", "at least 1");
        Refusal.Of<ArgumentOutOfRangeException>(() => new Recall { ClassId = -1 }, "ClassId is -1", "at least 0");
        Refusal.Of<ArgumentException>(() => new Precision { Thresholds = [] }, "Thresholds is empty", "at least one");
        Refusal.Of<ArgumentOutOfRangeException>(
            () => new Recall { Thresholds = [0.5, -1] },
            "Thresholds[1] is -1",
            "0 to 1"
        );
        Refusal.Of<ArgumentOutOfRangeException>(() => new F1Score { Threshold = 0 }, "Threshold is 0", "above 0");
        Refusal.Of<ArgumentOutOfRangeException>(() => new F1Score { Average = (Average)9 }, "Average", "Micro");
        Refusal.Of<ArgumentOutOfRangeException>(
            () => new AUC { NumThresholds = 1 },
            "NumThresholds is 1",
            "at least 2"
        );
        Refusal.Of<ArgumentOutOfRangeException>(() => new AUC { LabelWeights = [1, -1] }, "LabelWeights[1] is -1");
        Refusal.Of<ArgumentOutOfRangeException>(() => new AUC { NumLabels = 0 }, "NumLabels is 0");
        Refusal.Of<ArgumentOutOfRangeException>(() => new AUC { Curve = (AucCurve)5 }, "Curve", "ROC");
        Refusal.Of<ArgumentOutOfRangeException>(() => new ConfusionMatrix(1), "Classes is 1", "at least 2");
    }

    private static Tensor Rows(Tensor tensor, int start, int end) =>
        tensor.Shape.Count == 1 ? tensor[start..end] : tensor[start..end, ..];
}
