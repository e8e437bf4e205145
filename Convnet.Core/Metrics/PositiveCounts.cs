namespace Convnet;

/// <summary>
/// How often a yes is right or wrong, for each threshold: what precision and recall are made of. The state holds true positives, false
/// positives and false negatives, threshold after threshold.
/// </summary>
internal static class PositiveCounts
{
    private const int Counts = 3;

    /// <summary>The counts with those of one more batch.</summary>
    /// <exception cref="ArgumentException">The targets do not fit, or there is no class of that number.</exception>
    public static MetricState Add(
        MetricState state,
        Tensor prediction,
        Tensor target,
        Tensor? weights,
        PositiveRule rule
    )
    {
        ValueTargets.Refuse(prediction, target, rule.Metric);
        var columns = ValueTargets.Columns(prediction.Shape);
        var (first, last) = rule.Columns(columns, prediction.Shape);
        var (sums, rows) = (new double[Counts * rule.Thresholds.Count], prediction.Shape.SampleSize / columns);
        for (var row = 0; row < prediction.Samples * rows; row++)
        {
            var scores = prediction.Values.Slice(row * columns, columns);
            var chosen = rule.TopK is { } k ? TopValues.Of(scores, k) : null;
            for (var column = first; column <= last; column++)
            {
                var isTrue = target.Values[(row * columns) + column] != 0;
                var score = chosen?[column] == false ? float.NegativeInfinity : scores[column];
                Count(sums, rule.Thresholds, score, isTrue, SampleWeights.Of(weights, row / rows));
            }
        }

        return Check.NotNull(state).Plus(sums);
    }

    /// <summary>For each threshold a quotient of the three counts; none before any batch.</summary>
    public static double[] Quotients(MetricState state, Func<double, double, double, double> quotient)
    {
        var sums = Check.NotNull(state).Sums;
        return
        [
            .. Enumerable
                .Range(0, sums.Length / Counts)
                .Select(i => quotient(sums[Counts * i], sums[(Counts * i) + 1], sums[(Counts * i) + 2])),
        ];
    }

    private static void Count(double[] sums, IReadOnlyList<double> thresholds, float score, bool isTrue, double weight)
    {
        for (var i = 0; i < thresholds.Count; i++)
        {
            // Strictly above, as float32 numbers, as in Keras.
            var isPositive = score > (float)thresholds[i];
            sums[Counts * i] += isPositive && isTrue ? weight : 0;
            sums[(Counts * i) + 1] += isPositive && !isTrue ? weight : 0;
            sums[(Counts * i) + 2] += !isPositive && isTrue ? weight : 0;
        }
    }
}
