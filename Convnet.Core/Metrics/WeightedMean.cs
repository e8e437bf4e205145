namespace Convnet;

/// <summary>A state of two sums, of weight·value and of weights.</summary>
internal static class WeightedMean
{
    /// <summary>Their quotient; NaN where nothing was counted.</summary>
    public static double Of(MetricState state) =>
        Check.NotNull(state).Sums is [var sum, var weights] && weights != 0 ? sum / weights : double.NaN;

    /// <summary>A quotient of counts as Keras takes it: 0 where the divisor is 0.</summary>
    public static double Quotient(double dividend, double divisor) => divisor == 0 ? 0 : dividend / divisor;
}
