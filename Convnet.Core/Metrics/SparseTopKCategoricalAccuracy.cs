namespace Convnet;

/// <summary>
/// The share of predictions that have the class that the target names among their largest values; <see cref="TopKCategoricalAccuracy"/> takes both forms of targets.
/// <para>Shape: predictions (samples, classes); targets class indices, (samples) or (samples, 1).</para>
/// <para>Formula: Σ weight·(fewer than k values are above that of the class)/Σ weight, so that a tie is right (Keras, metrics.SparseTopKCategoricalAccuracy).</para>
/// <para>Errors: targets of another shape, labels that are no class, k below 1.</para>
/// <para>Example: <c>new SparseTopKCategoricalAccuracy { K = 3 }</c></para>
/// </summary>
public sealed record SparseTopKCategoricalAccuracy : IMetric
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
    } = "sparse_top_k_categorical_accuracy";

    /// <inheritdoc/>
    public MetricState Start() => MetricState.Empty;

    /// <inheritdoc/>
    public MetricState Add(MetricState state, Tensor prediction, Tensor target, Tensor? weights) =>
        ClassRows.AddIndices(state, prediction, target, weights, (row, wanted) => ClassRows.IsInTop(row, wanted, K));

    /// <inheritdoc/>
    public double Result(MetricState state) => WeightedMean.Of(state);
}
