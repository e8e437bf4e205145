using Xunit;

namespace Convnet.PropertyTests;

/// <summary>Areas under curves against statistics, sums over thresholds and integrals.</summary>
public sealed class AucTests
{
    // Thresholds 0, 1/32 … 1 tell all multiples of 1/16 apart.
    private static readonly AUC Fine = new() { NumThresholds = 33 };

    [Property]
    public void The_area_under_ROC_is_how_often_a_yes_is_above_a_no(int seed)
    {
        var outputs = Inner(seed, out var given);
        var (yeses, noes) = (outputs.Where(o => o.IsTrue).ToList(), outputs.Where(o => !o.IsTrue).ToList());
        var sum = yeses.Sum(yes =>
            noes.Sum(no => yes.Weight * no.Weight * (1 + Math.Sign(yes.Prediction - no.Prediction)) / 2)
        );
        var all = yeses.Sum(o => o.Weight) * noes.Sum(o => o.Weight);
        Near(all == 0 ? 0 : sum / all, Fine, given);
        double[] sixteenths = [.. Enumerable.Range(0, 17).Select(i => i / 16.0).Reverse()];
        Near(all == 0 ? 0 : sum / all, new AUC { Thresholds = sixteenths }, given);
    }

    [Property]
    public void Every_other_area_is_a_sum_over_thresholds(int seed, bool isROC, bool isMinoring, byte thresholds)
    {
        var outputs = Inner(seed, out var given);
        var metric = new AUC
        {
            NumThresholds = 2 + (thresholds % 20),
            Curve = isROC ? AucCurve.ROC : AucCurve.PR,
            SummationMethod = isMinoring ? AucSummation.Minoring : AucSummation.Majoring,
        };
        var points = Levels(metric.NumThresholds).Select(level => Point(outputs, level)).ToList();
        var area = points
            .Zip(
                points.Skip(1),
                (lower, upper) => (Lower: isROC ? lower.ROC : lower.PR, Upper: isROC ? upper.ROC : upper.PR)
            )
            .Sum(pair =>
                (pair.Lower.X - pair.Upper.X)
                * (isMinoring ? Math.Min(pair.Lower.Y, pair.Upper.Y) : Math.Max(pair.Lower.Y, pair.Upper.Y))
            );
        Near(area, metric, given);
    }

    [Property(MaxTest = 30)]
    public void The_interpolated_area_under_PR_is_an_integral(int seed)
    {
        const int steps = 4000;
        var outputs = Inner(seed, out var given);
        var counts = Levels(33).Select(level => Counts(outputs, level)).ToList();
        var area =
            counts.Zip(counts.Skip(1)).Sum(pair => Integral(pair.First, pair.Second)) / Math.Max(counts[0].True, 1e-9);

        // Precision is smooth between two points: the error of the midpoint rule is of the order of 1/steps².
        Near(area, Fine with { Curve = AucCurve.PR }, given, 1e-5);

        static double Integral((double True, double False) lower, (double True, double False) upper)
        {
            var (wide, sum) = (lower.True - upper.True, 0.0);
            for (var i = 0; i < steps; i++)
            {
                var at = (i + 0.5) / steps;
                var (right, wrong) = (upper.True + (at * wide), upper.False + (at * (lower.False - upper.False)));
                sum += right + wrong == 0 ? 0 : right / (right + wrong) * wide / steps;
            }

            return sum;
        }
    }

    [Property]
    public void Labels_have_areas_of_their_own_which_are_averaged(int seed, bool isPR)
    {
        Inner(seed, out var given);
        var single = Fine with { Curve = isPR ? AucCurve.PR : AucCurve.ROC };
        var areas = Enumerable
            .Range(0, MetricCase.Classes)
            .Select(i => (double)Value(single, given.Prediction[.., i], given.Yeses[.., i], given.Weights))
            .ToArray();
        Near(areas.Average(), single with { MultiLabel = true, NumLabels = 4 }, given);
        double[] weights = [1, 0, 0.5, 2.5];
        var weighted = areas.Zip(weights, (area, weight) => area * weight).Sum() / 4;
        Near(weighted, single with { MultiLabel = true, LabelWeights = weights }, given);
    }

    [Property]
    public void Weights_of_labels_weigh_samples_where_all_are_one_curve(int seed)
    {
        Inner(seed, out var given);
        float[] weights = [1, 0, 0.5f, 2.5f];
        var flat = Tensor.Create([40, 1], i => given.Weights.Values[i / 4] * weights[i % 4]).Reshape([40]);
        var expected = Value(Fine, given.Prediction.Reshape([40, 1]), given.Yeses.Reshape([40, 1]), flat);
        Near(expected, Fine with { LabelWeights = [1, 0, 0.5, 2.5] }, given);
    }

    [Property]
    public void From_logits_is_the_area_of_their_sigmoids(int seed)
    {
        var given = new MetricCase(seed);
        var logits = given.Prediction.Map(p => (8 * p) - 4);
        var shares = Activation.Sigmoid.Forward(logits);
        Assert.Equal(
            Value(new AUC(), shares, given.Yeses, null),
            Value(new AUC { FromLogits = true }, logits, given.Yeses, null),
            1e-6f
        );
    }

    [Fact]
    public void Predictions_at_a_threshold_are_not_above_it_and_those_outside_count_as_its_ends()
    {
        var (target, half) = (Tensor.Of([2, 1], 1, 0), new AUC { NumThresholds = 3 });
        Assert.Equal(0.5f, Value(half, Tensor.Of([2, 1], 0.5f, 0.25f), target, null));
        Assert.Equal(1, Value(half, Tensor.Of([2, 1], 0.5000001f, 0.5f), target, null));
        Assert.Equal(1, Value(half, Tensor.Of([2, 1], 7, -3), target, null));
        Assert.Equal(0.5f, Value(half, Tensor.Of([2, 1], 7, 1), target, null));
        Assert.Equal(0.5f, Value(half with { Thresholds = [0.3] }, Tensor.Of([2, 1], 0.3f, 0), target, null));
    }

    [Fact]
    public void Labels_that_do_not_agree_are_refused()
    {
        var zeros = Tensor.Zeros([2, 3]);
        Refusal.Of<ShapeException>(
            () => Value(new AUC { NumLabels = 2 }, zeros, zeros, null),
            "(2, 3)",
            "3 labels",
            "NumLabels of the AUC tells of 2"
        );
        Refusal.Of<ShapeException>(
            () => Value(new AUC { LabelWeights = [1, 1, 1, 1] }, zeros, zeros, null),
            "3 labels",
            "LabelWeights of the AUC tells of 4"
        );
    }

    /// <summary>The outputs of a case.</summary>
    private static List<MetricCase.Output> Inner(int seed, out MetricCase given) => [.. (given = new(seed)).Outputs];

    private static IEnumerable<double> Levels(int thresholds) =>
        Enumerable
            .Range(0, thresholds)
            .Select(i =>
                i == 0 ? -1
                : i == thresholds - 1 ? 2
                : i / (double)(thresholds - 1)
            );

    private static (double True, double False) Counts(List<MetricCase.Output> outputs, double level)
    {
        var above = outputs.Where(o => o.Prediction > level + 1e-7).ToList();
        return (above.Where(o => o.IsTrue).Sum(o => o.Weight), above.Where(o => !o.IsTrue).Sum(o => o.Weight));
    }

    private static ((double X, double Y) ROC, (double X, double Y) PR) Point(
        List<MetricCase.Output> outputs,
        double level
    )
    {
        var ((right, wrong), all) = (Counts(outputs, level), Counts(outputs, -1));
        var recall = all.True == 0 ? 0 : right / all.True;
        return (
            (all.False == 0 ? 0 : wrong / all.False, recall),
            (recall, right + wrong == 0 ? 0 : right / (right + wrong))
        );
    }

    private static float Value(AUC metric, Tensor prediction, Tensor target, Tensor? weights) =>
        MetricCase.Of(metric, prediction, target, weights).Values[0];

    private static void Near(double expected, AUC metric, MetricCase given, double tolerance = 1e-6) =>
        Assert.Equal(expected, Value(metric, given.Prediction, given.Yeses, given.Weights), tolerance);
}
