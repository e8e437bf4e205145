using System.Globalization;
using System.Xml.Linq;

namespace Convnet.Benchmarks;

/// <summary>The few shapes of a picture that a chart needs.</summary>
internal static class Svg
{
    private static readonly XNamespace Space = "http://www.w3.org/2000/svg";

    /// <summary>A whole picture on white, which is seen on dark pages, too.</summary>
    /// <param name="width">How wide it is.</param>
    /// <param name="height">How high it is.</param>
    /// <param name="title">What it shows, for those who hear it.</param>
    /// <param name="content">What is on it.</param>
    public static XDocument Picture(int width, int height, string title, params XElement[] content) =>
        new(
            new XElement(
                Space + "svg",
                new XAttribute("viewBox", $"0 0 {width} {height}"),
                new XAttribute("width", width),
                new XAttribute("height", height),
                new XAttribute("font-family", "sans-serif"),
                new XAttribute("font-size", 12),
                new XElement(Space + "title", title),
                new XElement(
                    Space + "rect",
                    new XAttribute("width", width),
                    new XAttribute("height", height),
                    new XAttribute("fill", "white")
                ),
                content
            )
        );

    /// <summary>Shapes that stand together, so far to the right.</summary>
    public static XElement Group(double left, params XElement[] content) =>
        new(Space + "g", new XAttribute("transform", $"translate({Number(left)} 0)"), content);

    /// <summary>A thin line.</summary>
    public static XElement Line((double X, double Y) from, (double X, double Y) to, string colour) =>
        Polyline([from, to], colour, "none", 1);

    /// <summary>Lines from point to point.</summary>
    public static XElement Polyline((double X, double Y)[] points, string colour, string dash, int width = 2) =>
        new(
            Space + "polyline",
            new XAttribute("points", string.Join(' ', points.Select(point => $"{Number(point.X)},{Number(point.Y)}"))),
            new XAttribute("fill", "none"),
            new XAttribute("stroke", colour),
            new XAttribute("stroke-width", width),
            new XAttribute("stroke-dasharray", dash)
        );

    /// <summary>A point of a curve.</summary>
    public static XElement Dot((double X, double Y) place, string colour) =>
        new(
            Space + "circle",
            new XAttribute("cx", Number(place.X)),
            new XAttribute("cy", Number(place.Y)),
            new XAttribute("r", 3),
            new XAttribute("fill", colour)
        );

    /// <summary>Text that begins, ends or has its middle there.</summary>
    public static XElement Text(double x, double y, string text, string anchor) =>
        new(
            Space + "text",
            new XAttribute("x", Number(x)),
            new XAttribute("y", Number(y)),
            new XAttribute("text-anchor", anchor),
            new XAttribute("fill", "#222222"),
            text
        );

    private static string Number(double value) => value.ToString("0.#", CultureInfo.InvariantCulture);
}
