namespace Convnet;

/// <summary>
/// The share of predictions whose largest value is at the target's class; with a single output, of those on the target's side of ½.
/// <para>Shape: predictions (samples, classes); targets the same (one-hot or probabilities), or class indices (samples).</para>
/// <para>Formula: Σ weight·(argmax p = argmax t)/Σ weight, a tie going to the first (Keras' "accuracy", which looks at the shapes likewise).</para>
/// <para>Errors: targets of another shape.</para>
/// </summary>
public sealed record Accuracy : IMetric
{
    private static readonly CategoricalAccuracy OfClasses = new();
    private static readonly BinaryAccuracy OfSingles = new();

    /// <inheritdoc/>
    public string Name
    {
        get;
        init => field = Check.NotNull(value);
    } = "accuracy";

    /// <inheritdoc/>
    public MetricState Start() => MetricState.Empty;

    /// <inheritdoc/>
    public MetricState Add(MetricState state, Tensor prediction, Tensor target, Tensor? weights) =>
        ValueTargets.Columns(Check.NotNull(prediction).Shape) == 1
            ? OfSingles.Add(state, prediction, target, weights)
            : OfClasses.Add(state, prediction, target, weights);

    /// <inheritdoc/>
    public double Result(MetricState state) => WeightedMean.Of(state);
}
