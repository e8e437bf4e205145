using System.Globalization;

namespace Convnet.Examples;

/// <summary>Numbers as the report writes them.</summary>
internal static class Figures
{
    /// <summary>A share in percent: <c>99.13 %</c>.</summary>
    public static string Percent(double share) => string.Create(CultureInfo.InvariantCulture, $"{100 * share:F2} %");

    /// <summary>A whole number with separators.</summary>
    public static string Count(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>Seconds with one decimal.</summary>
    public static string Seconds(double seconds) => string.Create(CultureInfo.InvariantCulture, $"{seconds:F1} s");

    /// <summary>A share, or with several the mean and the spread.</summary>
    public static string Percent(IReadOnlyList<double> shares) =>
        shares.Count == 1
            ? Percent(shares[0])
            : $"{Percent(shares.Average())} ({Percent(shares.Min())} to {Percent(shares.Max())})";

    /// <summary>An accuracy beside that of the text, and plainly whether they differ.</summary>
    public static string BesideText(string what, double own, double text)
    {
        var points = 100 * (own - text);
        var verdict =
            Math.Abs(points) < 0.15
                ? "the same within a seed's chance"
                : string.Create(
                    CultureInfo.InvariantCulture,
                    $"{Math.Abs(points):F2} points {(points > 0 ? "above" : "below")} it"
                );
        return $"{what}: {Percent(own)} here, {Percent(text)} in the text: {verdict}.";
    }
}
