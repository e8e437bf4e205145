using System.Text.Json;

namespace Convnet.Examples;

/// <summary>One JSON object a line on stdout, for other programs: each epoch, then the whole. Messages go to stderr.</summary>
internal sealed class JsonReport : IReport
{
    private readonly Meter meter = new();
    private string data = "";
    private int threads;

    /// <summary>A report that measures from now on.</summary>
    public JsonReport() => Progress = new(See);

    /// <inheritdoc/>
    public Progress Progress { get; }

    /// <inheritdoc/>
    public bool ScoresEachEpoch => true;

    /// <inheritdoc/>
    public void Say(string message) => Console.Error.WriteLine(message);

    /// <inheritdoc/>
    public void Begin(Trainer trainer, NamedData data) => (this.data, threads) = (data.Name, trainer.Threads);

    /// <inheritdoc/>
    public void End(Score test) =>
        Console.WriteLine(
            JsonSerializer.Serialize(
                new RunLine
                {
                    TotalSeconds = Math.Round(Meter.SecondsSinceStart, 3),
                    StartSeconds = Math.Round(meter.StartSeconds, 3),
                    TestLoss = test.Loss,
                    TestAccuracy = test.Accuracy,
                    Provider = Provider.Name,
                    Threads = threads,
                    PeakMiB = Math.Round(Meter.PeakMiB, 1),
                    AllocatedKiBPerStep = Math.Round(meter.AllocatedKiBPerStep, 2),
                    Data = data,
                },
                JsonLines.Default.RunLine
            )
        );

    private void See(ProgressReport report)
    {
        meter.See(report);
        if (report is { IsFinal: true, Validation: { } test })
        {
            var images = Math.Min((long)report.Step * report.BatchSize, report.Samples);
            var line = new EpochLine
            {
                Epoch = report.Epoch,
                Seconds = Math.Round(report.Elapsed.TotalSeconds, 4),
                ImagesPerSecond = Math.Round(images / report.Elapsed.TotalSeconds, 1),
                Loss = report.Training.Loss,
                Accuracy = report.Training.Accuracy,
                TestLoss = test.Loss,
                TestAccuracy = test.Accuracy,
                Images = images,
            };
            Console.WriteLine(JsonSerializer.Serialize(line, JsonLines.Default.EpochLine));
        }
    }
}
