using System.Globalization;
using System.Text.Json;

namespace Convnet.Benchmarks;

/// <summary>Rows as a table for people, or as JSON lines.</summary>
internal static class Report
{
    private static readonly (string Title, Func<Row, string> Cell)[] Columns =
    [
        ("net", row => row.Net),
        ("mode", row => row.Mode),
        ("layer", row => row.Layer ?? ""),
        ("pass", row => row.Pass ?? ""),
        ("side", row => Number(row.Side, "N0")),
        ("batch", row => $"{row.Batch}"),
        ("provider", row => row.Provider),
        ("threads", row => $"{row.Threads}"),
        ("images/s", row => Number(row.ImagesPerSecond, "N0")),
        ("ms/step", row => Number(row.MsPerStep, "F2")),
        ("µs/image", row => row.Layer is null ? "" : Number(1e6 / row.ImagesPerSecond, "F2")),
        ("time/peer", row => Number(row.RatioToPeer, "F3")),
        ("rate/peer", row => Number(row.RateToPeer, "F2")),
        ("rate/bare", row => Number(row.RateToBare, "F2")),
        ("×1 thread", row => Number(row.RatioToOneThread, "F2")),
        ("GFLOPS", row => Number(row.Gflops, "F0")),
        ("of peak", row => row.ShareOfPeak is { } share ? $"{Number(100 * share, "F0")} %" : ""),
        ("of neighbour", row => Number(row.RatioToNeighbour, "F2") + (IsCliff(row) ? " cliff" : "")),
        ("GB/s", row => Number(row.GigabytesPerSecond, "F1")),
        ("of copy", row => row.ShareOfCopy is { } share ? $"{Number(100 * share, "F0")} %" : ""),
        ("peak MiB", row => Number(row.PeakMiB, "F0")),
        ("start s", row => Number(row.StartSeconds, "F2")),
        ("KiB/step", row => Number(row.AllocatedKiBPerStep, "F0")),
    ];

    /// <summary>Prints the rows of a mode on stdout.</summary>
    public static void Print(IReadOnlyList<Row> rows, bool json)
    {
        if (json)
        {
            foreach (var row in rows)
            {
                Console.WriteLine(JsonSerializer.Serialize(row, JsonRows.Default.Row));
            }

            return;
        }

        // What no row has is no column.
        var columns = Columns.Where(column => rows.Any(row => column.Cell(row).Length > 0)).ToArray();
        var lines = rows.Select(row => columns.Select(column => column.Cell(row)).ToArray()).ToArray();
        var widths = columns
            .Select((column, i) => lines.Select(line => line[i].Length).Append(column.Title.Length).Max())
            .ToArray();
        Console.WriteLine();
        Console.WriteLine(Line(columns.Select(column => column.Title), widths));
        Console.WriteLine(Line(widths.Select(width => new string('-', width)), widths));
        foreach (var line in lines)
        {
            Console.WriteLine(Line(line, widths));
        }
    }

    private static bool IsCliff(Row row) => row.RatioToNeighbour < Neighbours.Cliff;

    private static string Line(IEnumerable<string> cells, int[] widths) =>
        $"| {string.Join(" | ", cells.Select((cell, i) => cell.PadLeft(widths[i])))} |";

    private static string Number(double? value, string format) =>
        value?.ToString(format, CultureInfo.InvariantCulture) ?? "";
}
