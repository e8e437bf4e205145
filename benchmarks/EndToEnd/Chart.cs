using System.Xml.Linq;

namespace Convnet.Benchmarks;

/// <summary>A panel of curves over an axis on which equal factors are equally far apart.</summary>
/// <param name="Title">What is above it.</param>
/// <param name="Curves">The curves, all from below the same highest value.</param>
/// <param name="Highest">The value at the top.</param>
internal sealed record Chart(string Title, IReadOnlyList<Curve> Curves, double Highest)
{
    /// <summary>How wide a panel is, with its labels.</summary>
    public const int Width = 420;

    /// <summary>How high a panel is, with its labels and the legend.</summary>
    public const int Height = 340;

    private const int Left = 50;
    private const int Right = Width - 20;
    private const int Top = 40;
    private const int Bottom = Height - 90;
    private const int Lines = 5;

    // Told apart by most colour-blind readers (Okabe and Ito, 2008), and by the dashes.
    private static readonly (string Colour, string Dash)[] Pens =
    [
        ("#0072b2", "none"),
        ("#0072b2", "6 4"),
        ("#d55e00", "none"),
        ("#d55e00", "6 4"),
        ("#009e73", "none"),
        ("#009e73", "6 4"),
        ("#cc79a7", "none"),
        ("#cc79a7", "6 4"),
    ];

    /// <summary>The panel, so far to the right.</summary>
    public XElement Draw(int left) =>
        Svg.Group(
            left,
            [
                Svg.Text((Left + Right) / 2.0, 22, Title, "middle"),
                .. Enumerable.Range(0, Lines + 1).SelectMany(Grid),
                .. Places.SelectMany(x => Mark(x)),
                .. Curves.SelectMany((curve, i) => Draw(curve, i)),
            ]
        );

    private double[] Places =>
        [.. Curves.SelectMany(curve => curve.Points).Select(point => point.X).Distinct().Order()];

    private IEnumerable<XElement> Grid(int line)
    {
        var value = Highest * line / Lines;
        return
        [
            Svg.Line((Left, Y(value)), (Right, Y(value)), "#dddddd"),
            Svg.Text(Left - 6, Y(value) + 4, $"{value:0.#}", "end"),
        ];
    }

    private IEnumerable<XElement> Mark(double x) =>
        [Svg.Line((X(x), Bottom), (X(x), Bottom + 4), "#444444"), Svg.Text(X(x), Bottom + 18, $"{x:N0}", "middle")];

    private IEnumerable<XElement> Draw(Curve curve, int number)
    {
        var (colour, dash) = Pens[number % Pens.Length];
        var (legendX, legendY) = (Left + (number % 2 * 175), Bottom + 40 + (number / 2 * 18));
        return
        [
            Svg.Polyline([.. curve.Points.Select(point => (X(point.X), Y(point.Y)))], colour, dash),
            .. curve.Points.Select(point => Svg.Dot((X(point.X), Y(point.Y)), colour)),
            Svg.Polyline([(legendX, legendY), (legendX + 24, legendY)], colour, dash),
            Svg.Text(legendX + 30, legendY + 4, curve.Name, "start"),
        ];
    }

    private double X(double value)
    {
        var (first, last) = (Math.Log(Places[0]), Math.Log(Places[^1]));
        return first == last
            ? (Left + Right) / 2.0
            : Left + 12 + ((Right - Left - 24) * (Math.Log(value) - first) / (last - first));
    }

    private double Y(double value) => Bottom - ((Bottom - Top) * value / Highest);
}
