namespace Convnet;

/// <summary>
/// The share of predicted yeses that are right.
/// <para>Shape: targets as predictions, each 0 or 1; with several thresholds one value each.</para>
/// <para>Formula: TP/(TP + FP), sums of weights over all outputs; 0 where nothing was a yes (Keras, metrics.Precision).</para>
/// <para>Errors: targets of another shape, thresholds outside 0 … 1, a class that there is not.</para>
/// <para>Example: <c>new Precision { Thresholds = [0.3, 0.5, 0.7] }</c></para>
/// </summary>
public sealed record Precision : IMetric
{
    /// <summary>Above which a prediction is a yes, each from 0 to 1; null for ½, or with <see cref="TopK"/> for any value.</summary>
    public IReadOnlyList<double>? Thresholds
    {
        get;
        init => field = value is null ? null : Check.Shares(value);
    }

    /// <summary>Counts only the so many largest values of a row as yeses, at least 1; null for all.</summary>
    public int? TopK
    {
        get;
        init => field = value is { } k ? Check.Positive(k, nameof(TopK)) : null;
    }

    /// <summary>The class, from 0, that alone is looked at; null for all.</summary>
    public int? ClassId
    {
        get;
        init => field = value is { } number ? Check.NotNegative(number, nameof(ClassId)) : null;
    }

    /// <inheritdoc/>
    public string Name
    {
        get;
        init => field = Check.NotNull(value);
    } = "precision";

    /// <inheritdoc/>
    public MetricState Start() => MetricState.Empty;

    /// <inheritdoc/>
    public MetricState Add(MetricState state, Tensor prediction, Tensor target, Tensor? weights) =>
        PositiveCounts.Add(state, prediction, target, weights, new("the precision", Thresholds, TopK, ClassId));

    /// <summary>The value, or the mean of those of several thresholds; NaN before any batch.</summary>
    public double Result(MetricState state) => MetricValues.Mean(Each(state));

    /// <summary>The value of each threshold; of the shape () where there is one.</summary>
    public Tensor Values(MetricState state) => MetricValues.Of(Each(state), Thresholds?.Count > 1);

    private static double[] Each(MetricState state) =>
        PositiveCounts.Quotients(state, (right, wrong, _) => WeightedMean.Quotient(right, right + wrong));
}
