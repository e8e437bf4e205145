namespace Convnet;

/// <summary>
/// The share of predictions whose largest value is at the class that the target names; <see cref="CategoricalAccuracy"/> takes both forms of targets.
/// <para>Shape: predictions (samples, classes); targets class indices, (samples) or (samples, 1).</para>
/// <para>Formula: Σ weight·(argmax p = t)/Σ weight, a tie going to the first (Keras, metrics.SparseCategoricalAccuracy).</para>
/// <para>Errors: targets of another shape.</para>
/// </summary>
public sealed record SparseCategoricalAccuracy : IMetric
{
    /// <inheritdoc/>
    public string Name
    {
        get;
        init => field = Check.NotNull(value);
    } = "sparse_categorical_accuracy";

    /// <inheritdoc/>
    public MetricState Start() => MetricState.Empty;

    /// <inheritdoc/>
    public MetricState Add(MetricState state, Tensor prediction, Tensor target, Tensor? weights) =>
        ClassRows.AddIndices(state, prediction, target, weights, ClassRows.IsLargest);

    /// <inheritdoc/>
    public double Result(MetricState state) => WeightedMean.Of(state);
}
