using System.Globalization;

namespace Convnet;

/// <summary>The progress line as Keras 3 draws it (utils/progbar.py), with the number of samples beside the number of steps.</summary>
internal static class ProgressLine
{
    private const int Cells = 20;
    private const string Green = "\u001b[32m";
    private const string Plain = "\u001b[0m";
    private const string EraseToEnd = "\u001b[K";

    /// <summary>Draws the line of a report: over the one before on a terminal, elsewhere once an epoch.</summary>
    public static void Write(TextWriter writer, ProgressReport report, bool isTerminal)
    {
        if (report is { Step: 0, IsFinal: false })
        {
            writer.WriteLine(Header(report));
        }
        else if (isTerminal)
        {
            writer.Write(
                $"\r{report.Step}/{report.Steps} {Bar(report)} {Times(report)} - {Scores(report)}{EraseToEnd}{(report.IsFinal ? "\n" : "")}"
            );
        }
        else if (report.IsFinal)
        {
            writer.WriteLine(
                $"{report.Step}/{report.Steps} - {Seconds(report.Elapsed)} - {PerStep(report)} - {Scores(report)}"
            );
        }

        writer.Flush();
    }

    private static string Header(ProgressReport report) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"Epoch {report.Epoch}/{report.LastEpoch} ({report.Samples:N0} samples in {report.Steps:N0} steps of {report.BatchSize:N0})"
        );

    private static string Bar(ProgressReport report)
    {
        var done = (int)((long)Cells * report.Step / report.Steps);
        return $"{Green}{new string('━', done)}{Plain}{new string('━', Cells - done)}";
    }

    private static string Times(ProgressReport report) =>
        $"{Seconds(report.IsFinal ? report.Elapsed : report.TimePerStep * (report.Steps - report.Step))} {PerStep(report)}";

    private static string Scores(ProgressReport report) =>
        report.Validation is { } validation ? $"{report.Training} - {validation.Text("val_")}" : $"{report.Training}";

    private static string Seconds(TimeSpan time) =>
        time.TotalSeconds < 60
            ? string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:F0}s")
            : string.Create(CultureInfo.InvariantCulture, $"{(int)time.TotalMinutes}:{time.Seconds:D2}");

    private static string PerStep(ProgressReport report)
    {
        var milliseconds = report.TimePerStep.TotalMilliseconds;
        return milliseconds >= 1000 ? string.Create(CultureInfo.InvariantCulture, $"{milliseconds / 1000:F0}s/step")
            : milliseconds >= 1 ? string.Create(CultureInfo.InvariantCulture, $"{milliseconds:F0}ms/step")
            : string.Create(CultureInfo.InvariantCulture, $"{milliseconds * 1000:F0}us/step");
    }
}
