namespace Convnet.Benchmarks;

/// <summary>What rows say beside each other, and beside what the machine can do.</summary>
internal static class Comparison
{
    /// <summary>Rows with their ratios to the peer and to one thread, their GFLOPS and their share of the peak; who did the same work stand together.</summary>
    public static IReadOnlyList<Row> Of(IReadOnlyList<Row> rows)
    {
        var peaks = rows.Select(row => row.Threads).Distinct().ToDictionary(threads => threads, Machine.PeakFlops);
        return
        [
            .. rows.GroupBy(Work).SelectMany(same => same.Select(row => Compared(row, [.. same], peaks[row.Threads]))),
        ];
    }

    private static Row Compared(Row row, Row[] same, double peak)
    {
        var peer = same.FirstOrDefault(other => Peers.Names.Contains(other.Provider) && other.Threads == row.Threads);
        var alone = same.FirstOrDefault(other => other.Provider == row.Provider && other.Threads == 1);
        var flops = row.ImagesPerSecond * row.FlopPerImage;
        var faster = row.ImagesPerSecond / peer?.ImagesPerSecond;
        return row with
        {
            RatioToPeer = row.Mode == PredictMode.Name ? null : 1 / faster,
            RateToPeer = row.Mode == PredictMode.Name ? faster : null,
            RatioToOneThread = row.Layer is not null ? null : row.ImagesPerSecond / alone?.ImagesPerSecond,
            Gflops = flops / 1e9,
            ShareOfPeak = flops / peak,
        };
    }

    private static (string, string, string?, string?, int?, int) Work(Row row) =>
        (row.Mode, row.Net, row.Layer, row.Pass, row.Side, row.Batch);
}
