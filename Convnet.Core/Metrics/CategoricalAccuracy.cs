namespace Convnet;

/// <summary>
/// The share of predictions whose largest value is at the target's class.
/// <para>Shape: predictions (samples, classes); targets the same (one-hot or probabilities), or class indices (samples).</para>
/// <para>Formula: Σ weight·(argmax p = argmax t)/Σ weight, a tie going to the first (Keras, metrics.CategoricalAccuracy).</para>
/// <para>Errors: targets of another shape.</para>
/// </summary>
public sealed record CategoricalAccuracy : IMetric
{
    /// <inheritdoc/>
    public string Name
    {
        get;
        init => field = Check.NotNull(value);
    } = "categorical_accuracy";

    /// <inheritdoc/>
    public MetricState Start() => MetricState.Empty;

    /// <inheritdoc/>
    public MetricState Add(MetricState state, Tensor prediction, Tensor target, Tensor? weights) =>
        ClassRows.Add(state, prediction, target, weights, ClassRows.IsLargest);

    /// <inheritdoc/>
    public double Result(MetricState state) => WeightedMean.Of(state);
}
