namespace Convnet;

/// <summary>
/// The share of outputs on the target's side of a threshold.
/// <para>Shape: targets as predictions, each 0 or 1.</para>
/// <para>Formula: Σ weight·((p &gt; threshold) = t)/Σ weight over all outputs (Keras, metrics.BinaryAccuracy).</para>
/// <para>Errors: targets of another shape, a threshold outside 0 … 1.</para>
/// <para>Example: <c>new BinaryAccuracy { Threshold = 0.7 }</c></para>
/// </summary>
public sealed record BinaryAccuracy : IMetric
{
    /// <summary>Above which a prediction is a yes, from 0 to 1; ½ unless told.</summary>
    public double Threshold
    {
        get;
        init => field = Check.Share(value);
    } = 0.5;

    /// <inheritdoc/>
    public string Name
    {
        get;
        init => field = Check.NotNull(value);
    } = "binary_accuracy";

    /// <inheritdoc/>
    public MetricState Start() => MetricState.Empty;

    /// <inheritdoc/>
    public MetricState Add(MetricState state, Tensor prediction, Tensor target, Tensor? weights)
    {
        ValueTargets.Refuse(prediction, target, "the binary accuracy");
        var (right, all, threshold) = (0.0, 0.0, (float)Threshold);
        var length = prediction.Shape.SampleSize;
        for (var i = 0; i < prediction.Shape.Size; i++)
        {
            var weight = SampleWeights.Of(weights, i / length);
            all += weight;
            right += target.Values[i] == (prediction.Values[i] > threshold ? 1 : 0) ? weight : 0;
        }

        return Check.NotNull(state).Plus([right, all]);
    }

    /// <inheritdoc/>
    public double Result(MetricState state) => WeightedMean.Of(state);
}
