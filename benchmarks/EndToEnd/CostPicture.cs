namespace Convnet.Benchmarks;

/// <summary>How cost grows, as a picture: GFLOPS over the batch and over the image, a curve a pass and number of threads.</summary>
internal static class CostPicture
{
    /// <summary>Draws the rows into a file.</summary>
    /// <exception cref="IOException">It cannot be written.</exception>
    public static void Write(string path, IReadOnlyList<Row> rows)
    {
        var highest = 25 * Math.Ceiling(rows.Max(row => row.Gflops ?? 0) / 25);
        var batches = Panel("GFLOPS by batch, 28×28 pixels", row => row.Side == CostMode.Side, row => row.Batch);
        var sides = Panel(
            $"GFLOPS by pixels of a side, batch {TrainMode.BatchSize}",
            row => row.Batch == TrainMode.BatchSize,
            row => row.Side!.Value
        );
        Svg.Picture(
                2 * Chart.Width,
                Chart.Height,
                "How the cost of the MNIST convnet grows with the batch and with the image",
                batches.Draw(0),
                sides.Draw(Chart.Width)
            )
            .Save(path);

        Chart Panel(string title, Func<Row, bool> belongs, Func<Row, double> x) =>
            new(title, [.. Curves(rows.Where(belongs), x)], highest);
    }

    private static IEnumerable<Curve> Curves(IEnumerable<Row> rows, Func<Row, double> x)
    {
        var several = rows.Select(row => row.Provider).Distinct().Count() > 1;
        return rows.GroupBy(row => (row.Provider, row.Pass, row.Threads))
            .OrderBy(curve => curve.Key.Provider)
            .ThenByDescending(curve => curve.Key.Threads)
            .ThenByDescending(curve => curve.Key.Pass)
            .Select(curve => new Curve(
                $"{(several ? $"{curve.Key.Provider} " : "")}{curve.Key.Pass}, "
                    + $"{curve.Key.Threads} {(curve.Key.Threads == 1 ? "thread" : "threads")}",
                [.. curve.OrderBy(x).Select(row => (x(row), row.Gflops ?? 0))]
            ));
    }
}
