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
        ("batch", row => $"{row.Batch}"),
        ("provider", row => row.Provider),
        ("threads", row => $"{row.Threads}"),
        ("images/s", row => Number(row.ImagesPerSecond, "N0")),
        ("time/peer", row => Number(row.RatioToPeer, "F2")),
        ("×1 thread", row => Number(row.RatioToOneThread, "F2")),
        ("GFLOPS", row => Number(row.Gflops, "F0")),
        ("of peak", row => Number(100 * row.ShareOfPeak, "F0") + " %"),
        ("peak MiB", row => Number(row.PeakMiB, "F0")),
        ("start s", row => Number(row.StartSeconds, "F2")),
        ("KiB/step", row => Number(row.AllocatedKiBPerStep, "F0")),
    ];

    /// <summary>Prints them on stdout.</summary>
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

        Console.WriteLine($"{Machine.Describe()}, {DateTime.Now:yyyy-MM-dd}");
        Console.WriteLine();
        var lines = rows.Select(row => Columns.Select(column => column.Cell(row)).ToArray()).ToArray();
        var widths = Columns
            .Select((column, i) => lines.Select(line => line[i].Length).Append(column.Title.Length).Max())
            .ToArray();
        Console.WriteLine(Line(Columns.Select(column => column.Title), widths));
        Console.WriteLine(Line(widths.Select(width => new string('-', width)), widths));
        foreach (var line in lines)
        {
            Console.WriteLine(Line(line, widths));
        }
    }

    private static string Line(IEnumerable<string> cells, int[] widths) =>
        $"| {string.Join(" | ", cells.Select((cell, i) => cell.PadLeft(widths[i])))} |";

    private static string Number(double? value, string format) =>
        value?.ToString(format, CultureInfo.InvariantCulture) ?? "";
}
