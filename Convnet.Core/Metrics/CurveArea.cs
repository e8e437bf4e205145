namespace Convnet;

/// <summary>The area under the curve of one label, from what stands between its thresholds.</summary>
internal static class CurveArea
{
    /// <summary>The area.</summary>
    /// <param name="buckets">The yeses between each threshold and the next, then the noes.</param>
    /// <param name="curve">Under which curve.</param>
    /// <param name="summation">How the area between two thresholds is taken.</param>
    public static double Of(ReadOnlySpan<double> buckets, AucCurve curve, AucSummation summation)
    {
        var count = buckets.Length / 2;
        var (truePositives, falsePositives) = (Above(buckets[..count]), Above(buckets[count..]));
        var area = 0.0;
        for (var i = 0; i < count - 1; i++)
        {
            var lower = (True: truePositives[i], False: falsePositives[i]);
            var upper = (True: truePositives[i + 1], False: falsePositives[i + 1]);
            area +=
                curve == AucCurve.PR && summation == AucSummation.Interpolation
                    ? Interpolated(lower, upper, truePositives[0])
                    : Rectangle(
                        Point(lower, truePositives[0], falsePositives[0], curve),
                        Point(upper, truePositives[0], falsePositives[0], curve),
                        summation
                    );
        }

        return area;
    }

    /// <summary>For each threshold what is above it; the first has all.</summary>
    private static double[] Above(ReadOnlySpan<double> between)
    {
        var above = between.ToArray();
        for (var i = above.Length - 2; i >= 0; i--)
        {
            above[i] += above[i + 1];
        }

        return above;
    }

    private static (double X, double Y) Point(
        (double True, double False) above,
        double yeses,
        double noes,
        AucCurve curve
    )
    {
        var recall = WeightedMean.Quotient(above.True, yeses);
        return curve == AucCurve.ROC
            ? (WeightedMean.Quotient(above.False, noes), recall)
            : (recall, WeightedMean.Quotient(above.True, above.True + above.False));
    }

    private static double Rectangle((double X, double Y) lower, (double X, double Y) upper, AucSummation summation) =>
        (lower.X - upper.X)
        * summation switch
        {
            AucSummation.Interpolation => (lower.Y + upper.Y) / 2,
            AucSummation.Minoring => Math.Min(lower.Y, upper.Y),
            _ => Math.Max(lower.Y, upper.Y),
        };

    /// <summary>
    /// Between two points true positives grow linearly with positives (Davis and Goadrich 2006): the integral of precision over recall is
    /// slope·(ΔTP + intercept·ln(P/P′))/yeses.
    /// </summary>
    private static double Interpolated(
        (double True, double False) lower,
        (double True, double False) upper,
        double yeses
    )
    {
        var (positives, next) = (lower.True + lower.False, upper.True + upper.False);
        var slope = WeightedMean.Quotient(lower.True - upper.True, Math.Max(positives - next, 0));
        var intercept = upper.True - (slope * next);
        var logarithm = positives > 0 && next > 0 ? Math.Log(positives / next) : 0;
        return WeightedMean.Quotient(slope * (lower.True - upper.True + (intercept * logarithm)), yeses);
    }
}
