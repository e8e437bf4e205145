using ScottPlot;

namespace Convnet.Examples;

/// <summary>Curves over a common axis.</summary>
internal static class Curves
{
    private const int Width = 640;
    private const int Height = 360;

    // Sharp on screens of twice as many pixels.
    private const int Scale = 2;

    /// <summary>A chart of named curves.</summary>
    public static Picture Draw(
        string horizontal,
        string vertical,
        IReadOnlyList<double> places,
        params IReadOnlyList<(string Name, IReadOnlyList<double> Values)> curves
    )
    {
        using var plot = new Plot();
        foreach (var (name, values) in curves)
        {
            var line = plot.Add.Scatter(places.ToArray(), values.ToArray());
            (line.LegendText, line.LineWidth, line.MarkerSize) = (name, 2, 7);
        }

        plot.XLabel(horizontal);
        plot.YLabel(vertical);
        plot.Axes.Bottom.TickGenerator = new ScottPlot.TickGenerators.NumericAutomatic { IntegerTicksOnly = true };
        // Where the curves are not.
        var rises = curves[0].Values[^1] > curves[0].Values[0];
        plot.ShowLegend(rises ? Alignment.LowerRight : Alignment.UpperRight);
        plot.ScaleFactor = Scale;
        return Picture.OfPng(plot.GetImageBytes(Scale * Width, Scale * Height, ImageFormat.Png), Width, Height);
    }
}
