using System.Globalization;
using System.Text;

namespace Convnet.Examples;

/// <summary>Where the windows of a layer lie on a small input: its pixels, the padded ones around it, and the windows as frames.</summary>
internal static class WindowDrawing
{
    private const int LargeCell = 26;
    private const int SmallCell = 12;
    private const int LargestSmallInput = 10;
    private const int Margin = 8;

    /// <summary>Windows that are framed at most.</summary>
    public const int Shown = 7;

    private static readonly string[] Frames =
    [
        "#c2410c",
        "#0b57b0",
        "#15803d",
        "#7c3aed",
        "#b91c7c",
        "#0f766e",
        "#92400e",
    ];

    /// <summary>A square input with the windows of its first row and column.</summary>
    /// <param name="size">Pixels of a side.</param>
    /// <param name="window">The kernel's side, the stride and the padding.</param>
    public static Picture Draw(int size, (int Kernel, int Stride, Padding Padding) window)
    {
        var placement = Placement.Of(size, window);
        var (before, after) = (placement.Before, placement.After);
        var cells = before + size + after;
        var cell = size <= LargestSmallInput ? LargeCell : SmallCell;
        var side = (cells * cell) + (2 * Margin);
        var svg = new StringBuilder();
        svg.Append(
            CultureInfo.InvariantCulture,
            $"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {side} {side}\">"
        );
        for (var row = 0; row < cells; row++)
        {
            for (var column = 0; column < cells; column++)
            {
                var isInput = row >= before && row < before + size && column >= before && column < before + size;
                Square(
                    (Margin + (column * cell), Margin + (row * cell), cell),
                    isInput
                        ? "fill=\"#e4e9f2\" stroke=\"#9aa4b5\""
                        : "fill=\"#ffffff\" stroke=\"#9aa4b5\" stroke-dasharray=\"3 3\""
                );
            }
        }

        for (var number = 0; number < Math.Min(Shown, placement.Windows); number++)
        {
            // Frames that lie on each other are drawn a little smaller, so that each is seen.
            var inset = 1 + (number % 4 * cell / 12);
            var length = (window.Kernel * cell) - (2 * inset);
            Square(
                (Margin + (number * window.Stride * cell) + inset, Margin + inset, length),
                FormattableString.Invariant(
                    $"fill=\"none\" stroke=\"{Frames[number % Frames.Length]}\" stroke-width=\"{cell / 8.0}\""
                )
            );
        }

        return Picture.OfSvg(svg.Append("</svg>").ToString(), side, side);

        void Square((int Left, int Top, int Side) place, string paint) =>
            svg.Append(
                CultureInfo.InvariantCulture,
                $"<rect x=\"{place.Left}\" y=\"{place.Top}\" width=\"{place.Side}\" height=\"{place.Side}\" {paint}/>"
            );
    }
}
