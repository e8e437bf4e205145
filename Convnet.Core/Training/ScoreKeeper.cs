namespace Convnet;

/// <summary>The running mean of the loss and the metrics over the samples seen.</summary>
internal sealed class ScoreKeeper(IReadOnlyList<IMetric> metrics)
{
    private readonly MetricState[] states = [.. metrics.Select(metric => metric.Start())];
    private double lossSum;

    /// <summary>How many samples were seen.</summary>
    public int Samples { get; private set; }

    /// <summary>The score of the samples seen; NaN before any.</summary>
    public Score Score =>
        new(lossSum / Samples, metrics.Select((metric, i) => (metric.Name, metric.Result(states[i]))));

    /// <summary>One more batch, with the mean loss of its samples.</summary>
    public void Add(BatchRecord batch, double meanLoss)
    {
        lossSum += meanLoss * batch.Samples;
        Samples += batch.Samples;
        for (var i = 0; i < states.Length; i++)
        {
            // A metric of somebody else's may keep what it sees, and the record's memory is used again.
            states[i] = Guard.IsOwn(metrics[i])
                ? metrics[i].Add(states[i], batch.Prediction, batch.Target, batch.Weights)
                : metrics[i].Add(states[i], batch.Prediction.Detach(), batch.Target.Detach(), batch.Weights?.Detach());
        }
    }
}
