namespace Convnet;

/// <summary>The running mean of the loss and the metrics over the samples seen.</summary>
internal sealed class ScoreKeeper(IReadOnlyList<ReportedMetric> metrics)
{
    private readonly MetricState[] states = [.. metrics.Select(reported => reported.Metric.Start())];
    private double lossSum;

    /// <summary>How many samples were seen.</summary>
    public int Samples { get; private set; }

    /// <summary>The score of the samples seen; NaN before any.</summary>
    public Score Score =>
        new(lossSum / Samples, metrics.Select((reported, i) => (reported.Name, reported.Metric.Result(states[i]))));

    /// <summary>One more batch, with the mean loss of its samples.</summary>
    public void Add(BatchRecord batch, double meanLoss)
    {
        lossSum += meanLoss * batch.Samples;
        Samples += batch.Samples;
        for (var i = 0; i < states.Length; i++)
        {
            states[i] = metrics[i].Add(states[i], batch);
        }
    }
}
