using System.Text.Json;

namespace Convnet.Benchmarks;

/// <summary>examples/Mnist as a process of its own.</summary>
internal static class MainJob
{
    /// <summary>The last epoch's speed, and what the process says of itself.</summary>
    /// <exception cref="InvalidOperationException">It failed.</exception>
    public static IReadOnlyList<Row> Train(string provider, int threads, int epochs, string data)
    {
        var lines = ChildProcess.Lines(
            "dotnet",
            Path.Combine(AppContext.BaseDirectory, "Mnist.dll"),
            "--json",
            "--provider",
            provider,
            "--threads",
            $"{threads}",
            "--epochs",
            $"{epochs}",
            "--data",
            data
        );
        using var epoch = JsonDocument.Parse(lines[^2]);
        using var run = JsonDocument.Parse(lines[^1]);
        return
        [
            TrainMode.Row(provider, threads, Number(epoch, "imagesPerSecond")) with
            {
                PeakMiB = Number(run, "peakMiB"),
                StartSeconds = Number(run, "startSeconds"),
                AllocatedKiBPerStep = Number(run, "allocatedKiBPerStep"),
            },
        ];
    }

    private static double Number(JsonDocument line, string name) => line.RootElement.GetProperty(name).GetDouble();
}
