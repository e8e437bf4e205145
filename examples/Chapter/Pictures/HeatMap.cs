using ScottPlot;

namespace Convnet.Examples;

/// <summary>A table of counts as colors, with the counts written into it.</summary>
internal static class HeatMap
{
    private const int Side = 560;

    // Sharp on screens of twice as many pixels.
    private const int Scale = 2;

    /// <summary>A square table; the colors follow the logarithm, so that single errors are seen beside hundreds of hits.</summary>
    public static Picture Draw(Tensor counts, string horizontal, string vertical)
    {
        using var plot = new Plot();
        var size = counts.Shape[0];
        var colors = new double[size, size];
        for (var row = 0; row < size; row++)
        {
            for (var column = 0; column < size; column++)
            {
                colors[row, column] = Math.Log(1 + counts[row, column]);
                var text = plot.Add.Text($"{counts[row, column]}", column, size - 1 - row);
                (text.LabelAlignment, text.LabelFontSize) = (Alignment.MiddleCenter, 13);
                text.LabelFontColor = counts[row, column] > 20 ? ScottPlot.Colors.White : ScottPlot.Colors.Black;
            }
        }

        var map = plot.Add.Heatmap(colors);
        map.Colormap = new ScottPlot.Colormaps.Blues().Reversed();
        plot.MoveToBack(map);
        plot.XLabel(horizontal);
        plot.YLabel(vertical);
        var numbers = Enumerable.Range(0, size).ToArray();
        plot.Axes.Bottom.SetTicks(
            [.. numbers.Select(number => (double)number)],
            [.. numbers.Select(number => $"{number}")]
        );
        plot.Axes.Left.SetTicks(
            [.. numbers.Select(number => (double)(size - 1 - number))],
            [.. numbers.Select(number => $"{number}")]
        );
        plot.ScaleFactor = Scale;
        plot.Axes.SetLimits(-0.5, size - 0.5, -0.5, size - 0.5);
        return Picture.OfPng(plot.GetImageBytes(Scale * Side, Scale * Side, ImageFormat.Png), Side, Side);
    }
}
