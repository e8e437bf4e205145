namespace Convnet;

/// <summary>A metric as scores and histories name it, and whether the weights of samples count in it.</summary>
/// <param name="Name">Its own name, or one that no metric before it has.</param>
/// <param name="Metric">The metric.</param>
/// <param name="IsWeighted">Whether samples count as much as their weights say.</param>
internal readonly record struct ReportedMetric(string Name, IMetric Metric, bool IsWeighted)
{
    /// <summary>The metrics under different names, as Keras gives them: <c>precision_1</c> and <c>weighted_accuracy</c>.</summary>
    public static IReadOnlyList<ReportedMetric> Of(IEnumerable<IMetric> metrics, IEnumerable<IMetric> weighted)
    {
        var taken = new HashSet<string> { "loss" };
        var reported = metrics.Select(metric => new ReportedMetric(Free(metric.Name, taken), metric, false)).ToList();
        foreach (var metric in weighted)
        {
            var name = taken.Contains(metric.Name) ? $"weighted_{metric.Name}" : metric.Name;
            reported.Add(new(Free(name, taken), metric, true));
        }

        return reported;
    }

    /// <summary>The state with one more batch.</summary>
    public MetricState Add(MetricState state, BatchRecord batch)
    {
        var weights = IsWeighted ? batch.Weights : null;

        // A metric of somebody else's may keep what it sees, and the record's memory is used again.
        return Guard.IsOwn(Metric)
            ? Metric.Add(state, batch.Prediction, batch.Target, weights)
            : Metric.Add(state, batch.Prediction.Detach(), batch.Target.Detach(), weights?.Detach());
    }

    private static string Free(string name, HashSet<string> taken)
    {
        var free = name;
        for (var i = 1; !taken.Add(free); i++)
        {
            free = $"{name}_{i}";
        }

        return free;
    }
}
