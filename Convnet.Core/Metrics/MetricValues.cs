namespace Convnet;

/// <summary>The values of a metric as a tensor.</summary>
internal static class MetricValues
{
    /// <summary>Of the shape () where there is one; NaN where there is none, which is before any batch.</summary>
    public static Tensor Of(double[] values) =>
        values.Length switch
        {
            0 => Tensor.Of([], float.NaN),
            1 => Tensor.Of([], (float)values[0]),
            _ => Tensor.Create([values.Length], i => (float)values[i]),
        };
}
