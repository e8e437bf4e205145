using Xunit;

namespace Convnet.PropertyTests;

/// <summary>The progress line, as Keras draws it.</summary>
public sealed class ProgressTests
{
    private static readonly ProgressReport Half = new()
    {
        Epoch = 2,
        LastEpoch = 5,
        Step = 469,
        Steps = 938,
        Samples = 60_000,
        BatchSize = 64,
        Elapsed = TimeSpan.FromSeconds(4.2),
        FirstStep = TimeSpan.FromSeconds(0.456),
        Training = new(0.3, ("accuracy", 0.90468)),
    };

    [Fact]
    public void A_terminal_shows_a_bar_the_time_to_come_and_the_running_means() =>
        Assert.Equal(
            "\r469/938 \u001b[32m━━━━━━━━━━\u001b[0m━━━━━━━━━━ 4s 8ms/step - accuracy: 0.9047 - loss: 0.3000\u001b[K",
            Written(Half, isTerminal: true)
        );

    [Fact]
    public void The_end_of_an_epoch_shows_the_time_it_took_and_the_validation()
    {
        var end = Half with
        {
            Step = 938,
            IsFinal = true,
            Elapsed = TimeSpan.FromSeconds(65),
            Validation = new(0.00012, ("accuracy", 0.5)),
        };
        var scores = "accuracy: 0.9047 - loss: 0.3000 - val_accuracy: 0.5000 - val_loss: 1.2000e-04";
        Assert.Equal(
            $"\r938/938 \u001b[32m{new string('━', 20)}\u001b[0m 1:05 69ms/step - {scores}\u001b[K\n",
            Written(end, isTerminal: true)
        );
        Assert.Equal($"938/938 - 1:05 - 69ms/step - {scores}\n", Written(end, isTerminal: false));
    }

    [Fact]
    public void Where_no_terminal_is_an_epoch_is_two_plain_lines()
    {
        Assert.Equal("", Written(Half, isTerminal: false));
        Assert.Equal(
            "Epoch 2/5 (60,000 samples in 938 steps of 64)\n",
            Written(Half with { Step = 0 }, isTerminal: false)
        );
    }

    [Fact]
    public void A_fit_reports_each_epochs_begin_and_end_once()
    {
        var reports = new List<ProgressReport>();
        var trainer = Training.Trainer(Training.Convnet) with { Progress = new(reports.Add) };
        var trained = trainer.Fit(3, Training.Data(50), Training.Data(10));
        Assert.Equal(
            [1, 2, 3],
            reports.Where(report => report is { Step: 0, IsFinal: false }).Select(report => report.Epoch)
        );
        var ends = reports.Where(report => report.IsFinal).ToList();
        Assert.Equal([1, 2, 3], ends.Select(report => report.Epoch));
        Assert.All(ends, end => Assert.Equal((3, 3, 3), (end.Step, end.Steps, end.LastEpoch)));
        Assert.Equal(trained.Validation, ends[^1].Validation);
        Assert.Equal(trained.Training, ends[^1].Training);
    }

    [Fact]
    public void Walking_epochs_prints_and_reports_nothing()
    {
        var trainer = Training.Trainer(Training.Convnet) with { Progress = new(_ => Assert.Fail("Epochs reported.")) };
        Assert.Single(trainer.Epochs(Training.Data(20)).Take(1));
    }

    private static string Written(ProgressReport report, bool isTerminal)
    {
        using var writer = new StringWriter { NewLine = "\n" };
        Progress.To(writer, isTerminal).Report!(report);
        return writer.ToString();
    }
}
