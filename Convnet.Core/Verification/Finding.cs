namespace Convnet;

/// <summary>What a law says of one trial.</summary>
internal sealed record Finding(
    Verdict Verdict,
    string Reason = "",
    string Phase = "",
    string Where = "",
    string Expected = "",
    string Actual = "",
    double? RelativeError = null
)
{
    /// <summary>The law holds.</summary>
    public static Finding Passed { get; } = new(Verdict.Passed);

    /// <summary>The law says nothing here.</summary>
    public static Finding NotApplicable(string reason) => new(Verdict.NotApplicable, reason);

    /// <summary>The law does not hold, for something that is no number.</summary>
    public static Finding Failed(string where, string expected, string actual) =>
        new(Verdict.Failed, Where: where, Expected: expected, Actual: actual);

    /// <summary>The law does not hold: numbers differ.</summary>
    public static Finding Failed(string where, double expected, double actual) =>
        new(
            Verdict.Failed,
            Where: where,
            Expected: FormattableString.Invariant($"{expected:G9}"),
            Actual: FormattableString.Invariant($"{actual:G9}"),
            RelativeError: Math.Abs(expected - actual) / Math.Max(Math.Abs(expected), Math.Abs(actual))
        );

    /// <summary>The first failure; where there is none, whether anything was checked.</summary>
    public static Finding All(IEnumerable<Finding> findings)
    {
        var last = NotApplicable("there is nothing to check.");
        foreach (var finding in findings)
        {
            if (finding.Verdict == Verdict.Failed)
            {
                return finding;
            }

            last = last.Verdict == Verdict.Passed ? last : finding;
        }

        return last;
    }
}
