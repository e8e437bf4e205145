using Xunit;

namespace Convnet.PropertyTests;

/// <summary>Accuracies, precision, recall and F1 against their definitions over all samples at once.</summary>
public sealed class ShareTests
{
    [Property]
    public void A_class_is_among_the_top_where_no_more_than_k_are_as_large(int seed, byte k)
    {
        var (given, most) = (new MetricCase(seed), 1 + (k % 5));
        var rows = given.Prediction.ToArray().Chunk(MetricCase.Classes).ToArray();
        var (right, all) = (0.0, 0.0);
        for (var i = 0; i < rows.Length; i++)
        {
            var least = rows[i].OrderDescending().Take(most).Last();
            right += rows[i][(int)given.Labels.Values[i]] >= least ? given.Weights.Values[i] : 0;
            all += given.Weights.Values[i];
        }

        var sparse = new SparseTopKCategoricalAccuracy { K = most };
        Near(right / all, sparse, given.Prediction, given.Labels, given.Weights);
        Near(right / all, new TopKCategoricalAccuracy { K = most }, given.Prediction, given.OneHot, given.Weights);
        Near(right / all, new TopKCategoricalAccuracy { K = most }, given.Prediction, given.Labels, given.Weights);
    }

    [Property]
    public void An_explicit_accuracy_is_the_share_of_first_maxima_at_the_class(int seed)
    {
        var given = new MetricCase(seed);
        var rows = given.Prediction.ToArray().Chunk(MetricCase.Classes).ToArray();
        var right = rows.Select(
            (row, i) => row.IndexOf(row.Max()) == given.Labels.Values[i] ? given.Weights.Values[i] : 0
        );
        var expected = right.Sum() / given.Weights.ToArray().Sum();
        Near(expected, new CategoricalAccuracy(), given.Prediction, given.OneHot, given.Weights);
        Near(expected, new CategoricalAccuracy(), given.Prediction, given.Labels, given.Weights);
        Near(expected, new SparseCategoricalAccuracy(), given.Prediction, given.Labels, given.Weights);
    }

    [Property]
    public void A_binary_accuracy_is_the_share_of_outputs_on_the_right_side(int seed, byte threshold)
    {
        var (given, least) = (new MetricCase(seed), threshold % 17 / 16.0);
        var right = given.Outputs.Where(o => o.Prediction > least == o.IsTrue).Sum(o => o.Weight);
        var metric = new BinaryAccuracy { Threshold = least };
        Near(right / given.Outputs.Sum(o => o.Weight), metric, given.Prediction, given.Yeses, given.Weights);
    }

    [Property]
    public void Precision_is_of_predicted_yeses_and_recall_of_true_ones(int seed, byte threshold, byte k, byte number)
    {
        var (given, least) = (new MetricCase(seed), threshold % 17 / 16.0);
        int? topK = k % 6 == 0 ? null : k % 6;
        int? classId = number % 5 == 4 ? null : number % 5;
        double[]? thresholds = threshold > 200 ? null : [least, least / 2];
        var counted = given.Outputs.Where(o => classId is null || o.Class == classId).ToList();
        double[] levels = thresholds ?? [topK is null ? 0.5 : double.MinValue];
        var precisions = levels.Select(level => Share(counted.Where(o => IsYes(o, level)), o => o.IsTrue)).ToArray();
        var recalls = levels.Select(level => Share(counted.Where(o => o.IsTrue), o => IsYes(o, level))).ToArray();

        var precision = new Precision
        {
            Thresholds = thresholds,
            TopK = topK,
            ClassId = classId,
        };
        var recall = new Recall
        {
            Thresholds = thresholds,
            TopK = topK,
            ClassId = classId,
        };
        Near(precisions, precision, given.Prediction, given.Yeses, given.Weights);
        Near(recalls, recall, given.Prediction, given.Yeses, given.Weights);

        // Of equal values the first ones are the largest: sorting is stable.
        bool IsYes(MetricCase.Output output, double level) =>
            output.Prediction > level
            && given
                .Outputs.Where(o => o.Sample == output.Sample)
                .OrderByDescending(o => o.Prediction)
                .Take(topK ?? MetricCase.Classes)
                .Contains(output);
    }

    [Fact]
    public void A_class_that_there_is_not_is_refused() =>
        Refusal.Of<ArgumentException>(
            () =>
                new Precision { ClassId = 3 }.Add(MetricState.Empty, Tensor.Zeros([2, 3]), Tensor.Zeros([2, 3]), null),
            "ClassId is 3",
            "3 classes",
            "from 0 to 2"
        );

    [Property]
    public void F1_is_the_harmonic_mean_of_precision_and_recall(int seed, bool hasThreshold)
    {
        var given = new MetricCase(seed);
        double? threshold = hasThreshold ? 0.5 : null;
        var counted = Enumerable
            .Range(0, MetricCase.Classes)
            .Select(c => given.Outputs.Where(o => o.Class == c))
            .ToList();
        var scores = counted.Select(Score).ToArray();
        var yeses = counted.Select(outputs => outputs.Where(o => o.IsTrue).Sum(o => o.Weight)).ToArray();
        var weighted = scores.Zip(yeses, (score, yes) => score * yes).Sum() / Math.Max(yeses.Sum(), 1e-7);
        Agrees(Average.None, scores);
        Agrees(Average.Macro, scores.Average());
        Agrees(Average.Micro, Score(given.Outputs));
        Agrees(Average.Weighted, weighted);

        void Agrees(Average average, params double[] expected) =>
            Near(
                expected,
                new F1Score { Average = average, Threshold = threshold },
                given.Prediction,
                given.Yeses,
                given.Weights
            );

        double Score(IEnumerable<MetricCase.Output> outputs)
        {
            var (precision, recall) = (
                Share(outputs.Where(IsYes), o => o.IsTrue),
                Share(outputs.Where(o => o.IsTrue), IsYes)
            );
            return precision + recall == 0 ? 0 : 2 * precision * recall / (precision + recall);
        }

        bool IsYes(MetricCase.Output output) =>
            threshold is { } least
                ? output.Prediction > least
                : output.Prediction > 0
                    && given.Outputs.Where(o => o.Sample == output.Sample).Max(o => o.Prediction) == output.Prediction;
    }

    [Fact]
    public void A_row_of_zeros_is_no_yes_to_F1()
    {
        var (zeros, ones) = (Tensor.Zeros([2, 3]), Tensor.Create([2, 3], _ => 1));
        Assert.Equal(Tensor.Zeros([3]), MetricCase.Of(new F1Score(), zeros, ones, null));
        Assert.All(MetricCase.Of(new F1Score(), ones, ones, null).ToArray(), score => Assert.Equal(1, score, 1e-6f));
    }

    [Fact]
    public void F1_is_a_row_of_classes_also_where_there_is_one()
    {
        Shape one = [1];
        Assert.Equal(one, MetricCase.Of(new F1Score(), Tensor.Zeros([2, 1]), Tensor.Zeros([2, 1]), null).Shape);
        var micro = new F1Score { Average = Average.Micro };
        Assert.Equal(0, MetricCase.Of(micro, Tensor.Zeros([2, 3]), Tensor.Zeros([2, 3]), null).Shape.Count);
    }

    [Property]
    public void A_confusion_matrix_counts_each_pair(int seed)
    {
        var given = new MetricCase(seed);
        var (labels, weights) = (given.Labels.ToArray(), given.Weights.ToArray());
        var predicted = Categorical.Classes(given.Prediction);
        var expected = Tensor.Create(
            [4, 4],
            i => weights.Where((_, sample) => labels[sample] == i / 4 && predicted[sample] == i % 4).Sum()
        );
        var metric = new ConfusionMatrix(4);
        Assert.Equal(expected, MetricCase.Of(metric, given.Prediction, given.Labels, given.Weights));
        Assert.Equal(expected, MetricCase.Of(metric, given.Prediction, given.OneHot, given.Weights));
        Assert.Equal(expected, ConfusionMatrix.Of([.. labels.Select(label => (int)label)], predicted, 4, weights));

        var (accuracy, state) = (
            new Accuracy(),
            metric.Add(metric.Start(), given.Prediction, given.Labels, given.Weights)
        );
        Assert.Equal(
            accuracy.Result(accuracy.Add(accuracy.Start(), given.Prediction, given.Labels, given.Weights)),
            metric.Result(state),
            1e-12
        );
    }

    [Fact]
    public void A_confusion_matrix_takes_yes_and_no_and_refuses_what_does_not_fit()
    {
        var prediction = Tensor.Of([4, 1], .9f, .2f, .5f, .6f);
        var expected = Tensor.Of([2, 2], 1, 1, 1, 1);
        Assert.Equal(expected, MetricCase.Of(new ConfusionMatrix(2), prediction, Tensor.Of([4, 1], 1, 1, 0, 0), null));
        Assert.Equal(expected, MetricCase.Of(new ConfusionMatrix(2), prediction, Tensor.Of([4], 1, 1, 0, 0), null));
        Refusal.Of<ShapeException>(
            () => MetricCase.Of(new ConfusionMatrix(3), prediction, Tensor.Zeros([4]), null),
            "3 classes",
            "(4, 1)"
        );
        Refusal.Of<ArgumentException>(
            () => ConfusionMatrix.Of([0, 1], [1], 2),
            "2 labels",
            "1 predictions",
            "no weights"
        );
        Refusal.Of<ArgumentOutOfRangeException>(
            () => MetricCase.Of(new ConfusionMatrix(2), Tensor.Zeros([1, 2]), Tensor.Of([1], 2), null),
            "The label 2",
            "from 0 to 1"
        );
    }

    [Property]
    public void A_mean_loss_is_the_weighted_mean_of_its_values(int seed)
    {
        var given = new MetricCase(seed);
        var values = new Huber().Evaluate(given.Prediction, given.Yeses).Values.ToArray();
        var sum = values.Zip(given.Weights.ToArray(), (value, weight) => (double)value * weight).Sum();
        var metric = new MeanLoss("huber", new Huber());
        Near(sum / given.Weights.ToArray().Sum(), metric, given.Prediction, given.Yeses, given.Weights);
    }

    [Fact]
    public void A_sparse_accuracy_of_rows_is_refused()
    {
        var rows = Tensor.Zeros([2, 3]);
        IMetric[] metrics = [new SparseCategoricalAccuracy(), new SparseTopKCategoricalAccuracy()];
        Assert.All(
            metrics,
            metric =>
                Refusal.Of<ShapeException>(() => MetricCase.Of(metric, rows, rows, null), "class indices", "(2, 3)")
        );
    }

    private static double Share(IEnumerable<MetricCase.Output> outputs, Func<MetricCase.Output, bool> isCounted)
    {
        var all = outputs.ToList();
        var weight = all.Sum(o => o.Weight);
        return weight == 0 ? 0 : all.Where(isCounted).Sum(o => o.Weight) / weight;
    }

    private static void Near(double expected, IMetric metric, Tensor prediction, Tensor target, Tensor weights) =>
        Near([expected], metric, prediction, target, weights);

    // Rounded to float32; F1's 1e-7 beside weights of at least 1/8 adds up to 4e-6.
    private static void Near(double[] expected, IMetric metric, Tensor prediction, Tensor target, Tensor weights) =>
        Closeness.Assert(
            MetricCase.Of(metric, prediction, target, weights).ToArray(),
            expected,
            [.. expected.Select(_ => metric is F1Score ? 4e-6 : 1e-7)],
            metric.Name
        );
}
