namespace Convnet;

/// <summary>The values of a metric as a tensor.</summary>
internal static class MetricValues
{
    /// <summary>Their mean, which is one value itself; NaN before any batch.</summary>
    public static double Mean(double[] values) => values.DefaultIfEmpty(double.NaN).Average();

    /// <summary>A row of values, or what stands alone, of the shape (); NaN before any batch.</summary>
    public static Tensor Of(double[] values, bool areSeveral) =>
        areSeveral && values.Length > 0
            ? Tensor.Create([values.Length], i => (float)values[i])
            : Tensor.Of([], (float)values.FirstOrDefault(double.NaN));
}
