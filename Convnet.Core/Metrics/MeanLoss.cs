namespace Convnet;

/// <summary>
/// A loss as a metric: the mean of its values over the samples.
/// <para>Shape: that of the loss.</para>
/// <para>Formula: Σ weight·loss/Σ weight (Keras' MeanSquaredError, KLDivergence and their like among its metrics).</para>
/// <para>Errors: those of the loss.</para>
/// <para>Example: <c>new MeanLoss("mean_absolute_error", new MeanAbsoluteError())</c></para>
/// </summary>
/// <param name="Name">The name in progress lines and histories.</param>
/// <param name="Loss">What is measured.</param>
public sealed record MeanLoss(string Name, ILoss Loss) : IMetric
{
    /// <summary>The name in progress lines and histories.</summary>
    public string Name
    {
        get;
        init => field = Check.NotNull(value);
    } = Check.NotNull(Name);

    /// <summary>What is measured.</summary>
    public ILoss Loss
    {
        get;
        init => field = Check.NotNull(value);
    } = Check.NotNull(Loss);

    /// <inheritdoc/>
    public MetricState Start() => MetricState.Empty;

    /// <inheritdoc/>
    public MetricState Add(MetricState state, Tensor prediction, Tensor target, Tensor? weights)
    {
        var (sum, all, values) = (0.0, 0.0, Loss.Evaluate(prediction, target).Values);
        for (var i = 0; i < values.Samples; i++)
        {
            var weight = SampleWeights.Of(weights, i);
            sum += weight * values.Values[i];
            all += weight;
        }

        return Check.NotNull(state).Plus([sum, all]);
    }

    /// <inheritdoc/>
    public double Result(MetricState state) => WeightedMean.Of(state);
}
