namespace Convnet.Benchmarks;

/// <summary>How each point of a curve stands beside those next to it: a cost that grows evenly has no cliff.</summary>
internal static class Neighbours
{
    /// <summary>Below this share of the better neighbour's GFLOPS a point is a cliff.</summary>
    public const double Cliff = 0.5;

    /// <summary>Rows with their ratio to the better of their neighbours: those of the next batch, and of the next image.</summary>
    public static IReadOnlyList<Row> Compare(IReadOnlyList<Row> rows) =>
        [.. rows.Select(row => row with { RatioToNeighbour = row.Gflops / Best(row, rows) })];

    private static double? Best(Row row, IReadOnlyList<Row> rows)
    {
        var curve = rows.Where(other =>
            (other.Provider, other.Threads, other.Pass) == (row.Provider, row.Threads, row.Pass)
        );
        var byBatch = curve.Where(other => other.Side == row.Side).OrderBy(other => other.Batch);
        var bySide = curve.Where(other => other.Batch == row.Batch).OrderBy(other => other.Side);
        return Beside(row, [.. byBatch]).Concat(Beside(row, [.. bySide])).Max(other => other.Gflops);
    }

    private static IEnumerable<Row> Beside(Row row, Row[] curve)
    {
        var place = Array.IndexOf(curve, row);
        return curve.Where((_, i) => Math.Abs(i - place) == 1);
    }
}
