namespace Convnet;

/// <summary>The values of a metric as a tensor.</summary>
internal static class MetricValues
{
    /// <summary>A row of values, or what stands alone, of the shape (); NaN before any batch.</summary>
    public static Tensor Of(double[] values, bool areSeveral) =>
        areSeveral && values.Length > 0
            ? Tensor.Create([values.Length], i => (float)values[i])
            : Tensor.Of([], (float)values.FirstOrDefault(double.NaN));
}
