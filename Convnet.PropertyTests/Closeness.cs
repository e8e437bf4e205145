using System.Globalization;

namespace Convnet.PropertyTests;

/// <summary>Compares numbers within a tolerance each, and says where they differ most.</summary>
internal static class Closeness
{
    /// <summary>Each value is within its tolerance of the expected one.</summary>
    public static void Assert(
        IReadOnlyList<double> actual,
        IReadOnlyList<double> expected,
        IReadOnlyList<double> tolerance,
        string what = "values"
    )
    {
        Xunit.Assert.Equal(expected.Count, actual.Count);
        Xunit.Assert.Equal(expected.Count, tolerance.Count);
        var (worst, excess) = (-1, 0.0);
        for (var i = 0; i < actual.Count; i++)
        {
            // A NaN is never within a tolerance.
            var over = Math.Abs(actual[i] - expected[i]) - tolerance[i];
            if (!(over <= excess))
            {
                (worst, excess) = (i, double.IsNaN(over) ? double.PositiveInfinity : over);
            }
        }

        Xunit.Assert.True(
            worst < 0,
            worst < 0
                ? ""
                : string.Create(
                    CultureInfo.InvariantCulture,
                    $"Of the {what}, number {worst} is {actual[worst]:R} where {expected[worst]:R} ± {tolerance[worst]:G3} was expected."
                )
        );
    }

    /// <summary>Each value is within its tolerance of the expected one.</summary>
    public static void Assert(
        IReadOnlyList<float> actual,
        IReadOnlyList<double> expected,
        IReadOnlyList<double> tolerance,
        string what = "values"
    ) => Assert([.. actual.Select(x => (double)x)], expected, tolerance, what);

    /// <summary>Each with its counterpart, of which there must be as many: a zip would pass over what one side alone has.</summary>
    public static IEnumerable<(TLeft Left, TRight Right)> Pairs<TLeft, TRight>(
        IEnumerable<TLeft> left,
        IEnumerable<TRight> right
    )
    {
        var (one, other) = (left.ToList(), right.ToList());
        Xunit.Assert.Equal(one.Count, other.Count);
        return one.Zip(other);
    }

    /// <summary>Each value is within a share of the array's largest.</summary>
    public static void AssertRelative(Tensor actual, IReadOnlyList<double> expected, double share, string what)
    {
        var tolerance = share * expected.Select(Math.Abs).DefaultIfEmpty().Max();
        Assert(actual.ToArray(), expected, [.. expected.Select(_ => tolerance)], what);
    }
}
