namespace Convnet;

/// <summary>The slope of a function of one number at 0, as far as its rounded values tell.</summary>
/// <param name="Value">Central quotients for three steps, extrapolated to the step 0.</param>
/// <param name="Error">How far the extrapolations disagree, and the jump of the slope that one-sided quotients tell.</param>
/// <param name="Noise">What the rounding of the values may do to the quotient.</param>
internal readonly record struct DifferenceQuotient(double Value, double Error, double Noise)
{
    // A value is a sum of rounded terms that may be larger than itself.
    private const double Rounding = 16.0 / (1 << 24);

    /// <summary>The slope by steps h, h/2 and h/4.</summary>
    /// <param name="function">The function; sums in double of float32 values.</param>
    /// <param name="step">The largest step, a power of two.</param>
    /// <param name="magnitude">How large the terms are that the function adds, each rounded on its own: the root of the sum of their squares.</param>
    /// <remarks>
    /// Formula: D(h) = (f(h) − f(−h))/2h is f′ + O(h²), so that (4D(h/2) − D(h))/3 is f′ + O(h⁴) (Richardson 1911). The bend
    /// C(h) = |f(h) − 2f(0) + f(−h)|/h shrinks as h where f is smooth, and stays where the slope jumps by it: the jump is 2C(h/2) − C(h).
    /// </remarks>
    public static DifferenceQuotient Of(Func<double, double> function, double step, double magnitude)
    {
        Span<double> slopes = stackalloc double[3];
        Span<double> bends = stackalloc double[3];
        var middle = function(0);
        for (var i = 0; i < slopes.Length; i++, step /= 2)
        {
            var (right, left) = (function(step), function(-step));
            slopes[i] = (right - left) / (2 * step);
            bends[i] = Math.Abs(right - (2 * middle) + left) / step;
        }

        var coarse = ((4 * slopes[1]) - slopes[0]) / 3;
        var fine = ((4 * slopes[2]) - slopes[1]) / 3;
        var jump = Math.Abs((2 * bends[2]) - bends[1]) + Math.Abs((2 * bends[1]) - bends[0]);
        return new(fine, Math.Abs(fine - coarse) + jump, Rounding * magnitude / (2 * step));
    }

    /// <summary>Whether it can tell a gradient from a wrong one: neither a kink nor rounding is in the way.</summary>
    public bool IsConclusive(double actual) =>
        Error <= (Math.Max(Math.Abs(Value), Math.Abs(actual)) / 256) + (4 * Noise);

    /// <summary>Whether a gradient fits it.</summary>
    public bool Fits(double actual, double room) => Math.Abs(Value - actual) <= (4 * Error) + Noise + room;
}
