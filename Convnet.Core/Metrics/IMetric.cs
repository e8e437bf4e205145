namespace Convnet;

/// <summary>What is reported beside the loss: a fold over batches.</summary>
public interface IMetric
{
    /// <summary>The name in progress lines and histories: <c>accuracy</c>.</summary>
    string Name { get; }

    /// <summary>The state before any batch.</summary>
    MetricState Start();

    /// <summary>The state after one more batch.</summary>
    /// <param name="state">The state before it.</param>
    /// <param name="prediction">The model's output: (samples, …).</param>
    /// <param name="target">What it should have been.</param>
    /// <param name="weights">(samples), or null where all weigh 1.</param>
    MetricState Add(MetricState state, Tensor prediction, Tensor target, Tensor? weights);

    /// <summary>The value of the batches so far, for scores and histories; NaN where there are none. Of several values one that stands for all.</summary>
    double Result(MetricState state);

    /// <summary>All values of the batches so far: of the shape () where there is one, unless the metric says otherwise.</summary>
    Tensor Values(MetricState state) => Tensor.Of([], (float)Result(state));
}
