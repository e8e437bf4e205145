namespace Convnet;

/// <summary>
/// The area under a curve that thresholds draw: 1 where every yes has a larger prediction than every no, ½ for a guess.
/// <para>Shape: targets as predictions, each 0 or 1; predictions from 0 to 1, and what is outside counts as the nearer end.</para>
/// <para>
/// Formula: at each threshold the sums of weights of true and false positives (p strictly above it) and negatives give a point; the area
/// between neighbours is the width times a height that <see cref="SummationMethod"/> says (Keras, metrics.AUC).
/// </para>
/// <para>Errors: targets of another shape; fewer than 2 thresholds; label weights that are not as many as labels.</para>
/// <para>Example: <c>new AUC { Curve = AucCurve.PR }</c></para>
/// </summary>
public sealed record AUC : IMetric
{
    /// <summary>How many thresholds there are, at least 2 and evenly spaced; 200 unless told. Without effect where <see cref="Thresholds"/> are told.</summary>
    public int NumThresholds
    {
        get;
        init => field = Check.AtLeastTwo(value);
    } = 200;

    /// <summary>The thresholds between both ends, each from 0 to 1; null for evenly spaced ones.</summary>
    public IReadOnlyList<double>? Thresholds
    {
        get;
        init => field = value is null ? null : Check.Shares([.. value.Order()]);
    }

    /// <summary>Under which curve; <see cref="AucCurve.ROC"/> unless told.</summary>
    public AucCurve Curve
    {
        get;
        init => field = Check.Defined(value);
    }

    /// <summary>How the area between two thresholds is taken; <see cref="AucSummation.Interpolation"/> unless told.</summary>
    public AucSummation SummationMethod
    {
        get;
        init => field = Check.Defined(value);
    }

    /// <summary>Whether each column is a label with a curve of its own, whose areas are averaged; false unless told: all outputs are one curve's.</summary>
    public bool MultiLabel { get; init; }

    /// <summary>How many labels there must be; null for as many as there are.</summary>
    public int? NumLabels
    {
        get;
        init => field = value is { } number ? Check.Positive(number, nameof(NumLabels)) : null;
    }

    /// <summary>How much each label counts, at least 0; null where all weigh 1. With <see cref="MultiLabel"/> they weigh areas, else samples.</summary>
    public IReadOnlyList<double>? LabelWeights
    {
        get;
        init =>
            field = value is null
                ? null
                : new ValueList(value.Select((weight, i) => Check.NotNegative(weight, $"LabelWeights[{i}]")));
    }

    /// <summary>True where predictions are logits, the input of a sigmoid that the model does not have.</summary>
    public bool FromLogits { get; init; }

    /// <inheritdoc/>
    public string Name
    {
        get;
        init => field = Check.NotNull(value);
    } = "auc";

    /// <inheritdoc/>
    public MetricState Start() => MetricState.Empty;

    /// <inheritdoc/>
    public MetricState Add(MetricState state, Tensor prediction, Tensor target, Tensor? weights)
    {
        ValueTargets.Refuse(prediction, target, "the AUC");
        var labels = ValueTargets.Columns(prediction.Shape);
        RefuseLabels(labels, prediction.Shape);
        var (buckets, curves) = (Buckets, MultiLabel ? labels : 1);
        var sums = new double[2 * buckets.Count * curves];
        for (var i = 0; i < prediction.Shape.Size; i++)
        {
            var label = i % labels;
            var weight = SampleWeights.Of(weights, i / prediction.Shape.SampleSize);
            weight *= MultiLabel || LabelWeights is null ? 1 : LabelWeights[label];
            var bucket = buckets.Of(FromLogits ? Sigmoid(prediction.Values[i]) : prediction.Values[i]);
            var side = target.Values[i] != 0 ? 0 : 1;
            sums[(((MultiLabel ? label : 0) * 2 + side) * buckets.Count) + bucket] += weight;
        }

        return Check.NotNull(state).Plus(sums);
    }

    /// <inheritdoc/>
    public double Result(MetricState state)
    {
        var count = Buckets.Count;
        var sums = Check.NotNull(state).Sums;
        var areas = Enumerable
            .Range(0, sums.Length / (2 * count))
            .Select(label => CurveArea.Of(sums.AsSpan().Slice(2 * count * label, 2 * count), Curve, SummationMethod))
            .ToList();
        return areas.Count == 0 ? double.NaN
            : MultiLabel && LabelWeights is not null
                ? WeightedMean.Quotient(
                    areas.Zip(LabelWeights, (area, weight) => area * weight).Sum(),
                    LabelWeights.Sum()
                )
            : areas.Average();
    }

    private ThresholdBuckets Buckets => new(NumThresholds, Thresholds);

    private void RefuseLabels(int labels, Shape prediction)
    {
        Refuse(NumLabels, nameof(NumLabels));
        Refuse(LabelWeights?.Count, nameof(LabelWeights));

        void Refuse(int? told, string option)
        {
            if ((told ?? labels) != labels)
            {
                throw new ShapeException(
                    $"The predictions {prediction} have {labels} labels, but {option} of the AUC tells of {told}: it must agree with them."
                );
            }
        }
    }

    private static float Sigmoid(float logit) => (float)(1 / (1 + Math.Exp(-(double)logit)));
}
