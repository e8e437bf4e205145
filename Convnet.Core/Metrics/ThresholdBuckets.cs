namespace Convnet;

/// <summary>Which thresholds a prediction is above, in one number: the last of them. The first is just below 0, the last just above 1.</summary>
internal readonly struct ThresholdBuckets
{
    private readonly float[] inner;

    /// <summary>Evenly spaced thresholds, or those that were told with one more at each end.</summary>
    public ThresholdBuckets(int count, IReadOnlyList<double>? told)
    {
        inner = told is null ? [] : [.. told.Select(threshold => (float)threshold)];
        Count = told is null ? count : inner.Length + 2;
    }

    /// <summary>How many thresholds there are.</summary>
    public int Count { get; }

    /// <summary>The number of the last threshold that a prediction, brought to 0 … 1, is strictly above; 0 at least.</summary>
    public int Of(float prediction)
    {
        var p = Math.Clamp(prediction, 0f, 1f);
        if (inner.Length == 0)
        {
            // As Keras finds it, in float32: what it rounds to a threshold is not above it.
            return Math.Max((int)MathF.Ceiling(p * (Count - 1)) - 1, 0);
        }

        var above = 0;
        foreach (var threshold in inner)
        {
            above += p > threshold ? 1 : 0;
        }

        return above;
    }
}
