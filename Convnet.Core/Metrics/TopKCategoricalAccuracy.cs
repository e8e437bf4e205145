namespace Convnet;

/// <summary>
/// The share of predictions that have the target's class among their largest values.
/// <para>Shape: predictions (samples, classes); targets the same (one-hot or probabilities), or class indices (samples).</para>
/// <para>Formula: Σ weight·(fewer than k values are above that of the class)/Σ weight, so that a tie is right (Keras, metrics.TopKCategoricalAccuracy).</para>
/// <para>Errors: targets of another shape, labels that are no class, k below 1.</para>
/// <para>Example: <c>new TopKCategoricalAccuracy { K = 3 }</c></para>
/// </summary>
public sealed record TopKCategoricalAccuracy : IMetric
{
    /// <summary>Among how many, at least 1; 5 unless told.</summary>
    public int K
    {
        get;
        init => field = Check.Positive(value);
    } = 5;

    /// <inheritdoc/>
    public string Name
    {
        get;
        init => field = Check.NotNull(value);
    } = "top_k_categorical_accuracy";

    /// <inheritdoc/>
    public MetricState Start() => MetricState.Empty;

    /// <inheritdoc/>
    public MetricState Add(MetricState state, Tensor prediction, Tensor target, Tensor? weights) =>
        ClassRows.Add(state, prediction, target, weights, (row, wanted) => ClassRows.IsInTop(row, wanted, K));

    /// <inheritdoc/>
    public double Result(MetricState state) => WeightedMean.Of(state);
}
