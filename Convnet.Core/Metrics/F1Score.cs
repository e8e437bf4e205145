using System.Numerics.Tensors;

namespace Convnet;

/// <summary>
/// The harmonic mean of precision and recall.
/// <para>Shape: predictions (samples, classes), targets the same, each 0 or 1; one value a class, or with an average one.</para>
/// <para>
/// Formula: 2·P·R/(P + R + ε) with P = TP/(TP + FP + ε), R = TP/(TP + FN + ε), ε = 1e-7. A class is a yes where its value is the largest of the
/// row, ties too, and not 0; with a threshold, where it is above that (Keras, metrics.F1Score).
/// </para>
/// <para>Errors: targets of another shape, a threshold that is not above 0 and at most 1.</para>
/// <para>Example: <c>new F1Score { Average = Average.Macro }</c></para>
/// </summary>
public sealed record F1Score : IMetric
{
    private const double Epsilon = 1e-7;
    private const float AlmostZero = 1e-9f;

    // True positives, false positives, false negatives and targets, each for all classes.
    private const int Counts = 4;

    /// <summary>How the values of the classes become one; not unless told.</summary>
    public Average Average
    {
        get;
        init => field = Check.Defined(value);
    }

    /// <summary>Above which a prediction is a yes, above 0 and at most 1; null for the largest of the row.</summary>
    public double? Threshold
    {
        get;
        init =>
            field = value is { } threshold
                ? Check.Share(Check.Positive(threshold, nameof(Threshold)), nameof(Threshold))
                : null;
    }

    /// <inheritdoc/>
    public string Name
    {
        get;
        init => field = Check.NotNull(value);
    } = "f1_score";

    /// <inheritdoc/>
    public MetricState Start() => MetricState.Empty;

    /// <inheritdoc/>
    public MetricState Add(MetricState state, Tensor prediction, Tensor target, Tensor? weights)
    {
        ValueTargets.Refuse(prediction, target, "the F1 score");
        var classes = ValueTargets.Columns(prediction.Shape);
        var (sums, rows) = (new double[Counts * classes], prediction.Shape.SampleSize / classes);
        for (var row = 0; row < prediction.Samples * rows; row++)
        {
            var scores = prediction.Values.Slice(row * classes, classes);
            var largest = TensorPrimitives.Max(scores);
            for (var i = 0; i < classes; i++)
            {
                var (wanted, weight) = (target.Values[(row * classes) + i], SampleWeights.Of(weights, row / rows));
                var isYes = Threshold is { } threshold
                    ? scores[i] > (float)threshold
                    : scores[i] >= largest && Math.Abs(scores[i]) > AlmostZero;
                sums[i] += isYes ? weight * wanted : 0;
                sums[classes + i] += isYes ? weight * (1 - wanted) : 0;
                sums[(2 * classes) + i] += isYes ? 0 : weight * wanted;
                sums[(3 * classes) + i] += weight * wanted;
            }
        }

        return Check.NotNull(state).Plus(sums);
    }

    /// <summary>The value, or the mean of those of the classes; NaN before any batch.</summary>
    public double Result(MetricState state) => MetricValues.Mean(Averaged(state));

    /// <summary>The value of each class; of the shape () with an average.</summary>
    public Tensor Values(MetricState state) => MetricValues.Of(Averaged(state), Average == Average.None);

    private double[] Averaged(MetricState state)
    {
        var classes = Check.NotNull(state).Sums.Length / Counts;
        if (classes == 0)
        {
            return [];
        }

        var counts = Enumerable
            .Range(0, Counts)
            .Select(i => state.Sums.Skip(i * classes).Take(classes).ToArray())
            .ToList();
        if (Average == Average.Micro)
        {
            counts = [.. counts.Select(of => new[] { of.Sum() })];
        }

        var scores = counts[0].Select((right, i) => Score(right, counts[1][i], counts[2][i])).ToArray();
        return Average switch
        {
            Average.None => scores,
            Average.Weighted =>
            [
                scores.Zip(counts[3], (score, targets) => score * targets).Sum() / (counts[3].Sum() + Epsilon),
            ],
            _ => [scores.Average()],
        };
    }

    private static double Score(double right, double wrong, double missed)
    {
        var (precision, recall) = (right / (right + wrong + Epsilon), right / (right + missed + Epsilon));
        return 2 * precision * recall / (precision + recall + Epsilon);
    }
}
