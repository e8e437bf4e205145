namespace Convnet;

/// <summary>One score of epochs by its name, and when a value of it is better than another (Keras 3, callbacks/monitor_callback.py).</summary>
/// <param name="Name">As in the history: <c>val_loss</c>.</param>
/// <param name="IsSmallBetter">Whether the smaller of two values is the better one.</param>
/// <param name="MinDelta">By how much a value must be better, at least 0.</param>
internal readonly record struct Monitored(string Name, bool IsSmallBetter, double MinDelta)
{
    private const string ValidationPrefix = "val_";

    /// <summary>What a rule watches.</summary>
    /// <exception cref="ArgumentException">The mode is automatic, and the name says nothing.</exception>
    public static Monitored Of(string name, MonitorMode mode, double minDelta) =>
        new(name, mode == MonitorMode.Auto ? IsLoss(name) : mode == MonitorMode.Min, Math.Abs(minDelta));

    /// <summary>Whether a value is better than another; any is better than none.</summary>
    public bool IsBetter(double value, double? reference) =>
        reference is not { } other || (IsSmallBetter ? value + MinDelta < other : value - MinDelta > other);

    /// <summary>The value of an epoch.</summary>
    /// <exception cref="InvalidOperationException">It has none of that name.</exception>
    public double Of(Epoch epoch)
    {
        var (name, scores) = (Name, epoch.Scores.ToList());
        foreach (var score in scores.Where(score => score.Name == name))
        {
            return score.Value;
        }

        var missing =
            $"Epoch {epoch.Number} has no '{Name}', only {string.Join(", ", scores.Select(score => score.Name))}. ";
        throw new InvalidOperationException(
            missing
                + (
                    Name.StartsWith(ValidationPrefix, StringComparison.Ordinal) && epoch.Validation is null
                        ? "The epochs are not scored on validation data: put Train.validate (in C# Validate) before this, or set Trainer.Validation."
                        : "Watch one of these, or add a metric of that name to Trainer.Metrics."
                )
        );
    }

    private static bool IsLoss(string name)
    {
        var bare = name.StartsWith(ValidationPrefix, StringComparison.Ordinal) ? name[ValidationPrefix.Length..] : name;
        return bare switch
        {
            "loss" => true,
            "precision" or "recall" or "f1_score" or "auc" => false,
            _ when bare.EndsWith("accuracy", StringComparison.Ordinal) => false,
            _ => throw new ArgumentException(
                $"The name '{name}' does not say whether small or large values are good: set Mode to MonitorMode.Min or MonitorMode.Max.",
                nameof(name)
            ),
        };
    }
}
