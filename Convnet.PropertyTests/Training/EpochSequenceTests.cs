using System.Globalization;
using Xunit;

namespace Convnet.PropertyTests;

/// <summary>What is done with epochs while they are trained.</summary>
public sealed class EpochSequenceTests
{
    private static readonly double[] Falling = [5, 4, 3, 2, 1];
    private static readonly double[] Turning = [3, 2, 2.5, 2.25, 2.1, 1];

    public static TheoryData<string> Functions =>
        ["Validate", "StopEarly", "Best", "Checkpoint", "LogCsv", "WithinTime"];

    [Theory]
    [MemberData(nameof(Functions))]
    public void Taking_epochs_trains_no_more_than_these(string function)
    {
        using var folder = new TemporaryFolder();
        var trained = new List<int>();
        var epochs = Applied(function, Counted(Scored.Epochs("val_loss", Falling), trained), folder["log.csv"]);
        Assert.Empty(trained);
        Assert.Equal(2, epochs.Take(2).Count());
        Assert.Equal([1, 2], trained);
        Assert.Equal([1, 2, 3, 4, 5], epochs.Select(epoch => epoch.Number));
        Assert.Equal([1, 2, 1, 2, 3, 4, 5], trained);
    }

    [Fact]
    public void Validated_epochs_have_the_score_of_their_weights_and_all_of_them_in_the_history()
    {
        var (trainer, data, test) = (Training.Trainer(Training.Convnet), Training.Data(40), Training.Data(20, seed: 2));
        var validated = trainer.Epochs(data).Validate(test).Take(3).ToList();
        Assert.All(validated, epoch => Assert.Equal(epoch.Evaluate(test), epoch.Validation));
        Assert.Equal(trainer.Fit(3, data, test).History, validated[2].History);
        Assert.Equal(validated[1].History["val_loss"], validated[2].History["val_loss"].Take(2));
        var other = Dataset.OfFlat([3], new float[3], (int[])[0]);
        Refusal.Of<ShapeException>(() => trainer.Epochs(data).Validate(other).First(), "(6, 6, 2)", "(3)");
    }

    [Fact]
    public void Stopping_early_ends_after_so_many_epochs_without_improvement_and_yields_the_last()
    {
        Assert.Equal([1, 2, 3, 4], Numbers(Scored.Epochs("val_loss", Turning).StopEarly(2)));
        Assert.Equal([1, 2, 3], Numbers(Scored.Epochs("val_loss", Turning).StopEarly(0)));
        Assert.Equal([1, 2, 3, 4, 5, 6], Numbers(Scored.Epochs("val_loss", Turning).StopEarly(4)));
        Refusal.Of<ArgumentOutOfRangeException>(() => Scored.Epochs("val_loss", 1).StopEarly(-1), "patience is -1");
    }

    [Fact]
    public void A_rule_may_watch_any_score_in_any_direction()
    {
        var epochs = Scored.Epochs("recall", Turning);
        var rule = new EarlyStopping("recall") { Mode = MonitorMode.Max, Patience = 1 };
        Assert.Equal([1, 2], Numbers(epochs.StopEarlyBy(rule)));
        Assert.Equal([1, 2, 3], Numbers(epochs.StopEarlyBy(rule with { Mode = MonitorMode.Min })));
        Refusal.Of<ArgumentException>(() => epochs.StopEarlyBy(new EarlyStopping("mystery")), "'mystery'", "Mode");
        Refusal.Of<ArgumentException>(() => epochs.Best("mystery"), "'mystery'", "Mode");
    }

    [Fact]
    public void An_accuracy_is_to_be_large_and_a_loss_small()
    {
        Assert.Equal([1, 2, 6], Numbers(Scored.Epochs("val_loss", Turning).Best()));
        Assert.Equal([1, 2, 6], Numbers(Scored.Epochs("loss", Turning).Best("loss")));
        Assert.Equal([1], Numbers(Scored.Epochs("val_accuracy", Turning).Best("val_accuracy")));
    }

    [Fact]
    public void Without_validation_stopping_early_says_what_must_come_before()
    {
        var epochs = Scored.Epochs("loss", Falling);
        var missing = (string[])["Epoch 1 has no 'val_loss', only loss", "Train.validate", "Validate", "before"];
        Refusal.Of<InvalidOperationException>(() => epochs.StopEarly(3).First(), missing);
        Refusal.Of<InvalidOperationException>(() => epochs.Best().First(), missing);
        Refusal.Of<InvalidOperationException>(
            () => epochs.StopEarlyBy(new EarlyStopping("accuracy")).First(),
            "no 'accuracy', only loss",
            "Trainer.Metrics"
        );
        Refusal.Of<InvalidOperationException>(
            () => Scored.Epochs("val_loss", 1).Best("val_accuracy").First(),
            "no 'val_accuracy', only loss, val_loss",
            "Trainer.Metrics"
        );
    }

    [Property]
    public void The_last_of_the_best_is_the_best_of_all(int[] values)
    {
        var numbers = values.Append(0).Select(value => (double)value).ToArray();
        var epochs = Scored.Epochs("val_loss", numbers).ToList();
        Assert.Equal(epochs.MinBy(epoch => epoch.Validation!.Value.Loss), epochs.Best().Last());
    }

    [Property]
    public void Without_a_baseline_patience_is_the_distance_from_the_best(int[] values, byte patience)
    {
        var numbers = values.Append(0).Select(value => (double)value).ToArray();
        var stopped = Scored.Epochs("val_loss", numbers).StopEarly(patience % 5).ToList();
        var best = stopped.Best().Last().Number;
        Assert.True(
            stopped.Count == numbers.Length || stopped.Count - best == Math.Max(patience % 5, 1),
            $"best {best}, stopped {stopped.Count}"
        );
        Assert.True(stopped.Count - best <= Math.Max(patience % 5, 1));
    }

    [Fact]
    public void Rules_refuse_bad_values()
    {
        Refusal.Of<ArgumentOutOfRangeException>(() => new EarlyStopping { Patience = -1 }, "-1", "at least 0");
        Refusal.Of<ArgumentOutOfRangeException>(() => new EarlyStopping { MinDelta = double.NaN }, "finite");
        Refusal.Of<ArgumentOutOfRangeException>(
            () => new EarlyStopping { Baseline = double.NaN },
            "Baseline",
            "finite"
        );
        Refusal.Of<ArgumentOutOfRangeException>(() => new EarlyStopping { StartFromEpoch = -2 }, "-2", "at least 0");
        Refusal.Of<ArgumentOutOfRangeException>(
            () => new EarlyStopping { Mode = (MonitorMode)9 },
            "9",
            "Auto, Min, Max"
        );
        Refusal.Of<ArgumentNullException>(() => new EarlyStopping(null!), "Monitor");
    }

    [Fact]
    public void A_checkpoint_is_made_of_every_so_many_epochs_before_they_are_yielded()
    {
        var saved = new List<int>();
        foreach (var epoch in Scored.Epochs("loss", Falling).Checkpoint(2, epoch => saved.Add(epoch.Number)))
        {
            Assert.Equal(epoch.Number / 2, saved.Count);
        }

        Assert.Equal([2, 4], saved);
        Refusal.Of<ArgumentOutOfRangeException>(
            () => Scored.Epochs("loss", 1).Checkpoint(0, _ => { }),
            "every is 0",
            "at least 1"
        );
    }

    [Fact]
    public void A_checkpoint_in_a_file_is_named_by_number_and_scores()
    {
        using var folder = new TemporaryFolder();
        var (trainer, data) = (Training.Trainer(Training.Convnet), Training.Data(20));
        var epochs = trainer
            .Epochs(data)
            .Checkpoint(2, folder["w-{epoch:000}-{loss}-{accuracy:0}.st"])
            .Take(4)
            .ToList();
        foreach (var epoch in (Epoch[])[epochs[1], epochs[3]])
        {
            var scores = FormattableString.Invariant($"{epoch.Training.Loss:F4}-{epoch.Training.Accuracy:0}");
            var path = folder[$"w-00{epoch.Number}-{scores}.st"];
            Assert.Equal(epoch.Parameters, trainer.Model.LoadWeights(path));
        }

        Assert.Equal(2, folder.Files.Length);
        Assert.Equal(3, trainer.Epochs(data).Checkpoint(1, folder["latest"]).Take(3).Count());
        Assert.Equal(epochs[2].Parameters, trainer.Model.LoadWeights(folder["latest"]));
        Assert.Equal(3, folder.Files.Length);
    }

    [Fact]
    public void A_checkpoint_whose_name_cannot_be_is_refused()
    {
        var epochs = Scored.Epochs("loss", 1);
        Refusal.Of<ArgumentException>(() => epochs.Checkpoint(1, "w-{epoch:D3}"), "'{epoch:D3}'", "{epoch:000}");
        Refusal.Of<ArgumentException>(() => epochs.Checkpoint(1, ""), "path");
        Refusal.Of<InvalidOperationException>(
            () => epochs.Checkpoint(1, "w-{val_loss}").First(),
            "no 'val_loss', only loss",
            "Validate"
        );
    }

    [Fact]
    public void A_log_is_whole_after_each_epoch_and_the_same_in_every_culture()
    {
        using var folder = new TemporaryFolder();
        var culture = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = new CultureInfo("de-DE");
        try
        {
            File.WriteAllText(folder["log.csv"], "what was there before");
            var lines = 1;
            foreach (var _ in Scored.Epochs("val_a,\"b\"", 0.5, 1e-7, double.NaN).LogCsv(folder["log.csv"]))
            {
                Assert.Equal(++lines, File.ReadAllLines(folder["log.csv"]).Length);
                Assert.Equal(["log.csv"], folder.Files);
            }
        }
        finally
        {
            CultureInfo.CurrentCulture = culture;
        }

        Assert.Equal(
            "epoch,loss,\"val_a,\"\"b\"\"\",val_loss\n1,NaN,0.5,NaN\n2,NaN,1E-07,NaN\n3,NaN,NaN,NaN\n",
            File.ReadAllText(folder["log.csv"])
        );
    }

    [Fact]
    public void A_log_has_a_column_for_each_score_that_any_epoch_has()
    {
        var epochs = Scored.Epochs("loss", 1).Concat(Scored.Epochs("val_loss", 2, 3).Skip(1));
        using var folder = new TemporaryFolder();
        Assert.Equal(2, epochs.LogCsv(folder["log.csv"]).Count());
        Assert.Equal("epoch,loss,val_loss\n1,1,\n2,NaN,3\n", File.ReadAllText(folder["log.csv"]));
    }

    [Fact]
    public void A_log_that_cannot_be_written_says_where()
    {
        using var folder = new TemporaryFolder();
        var path = folder["missing/log.csv"];
        Refusal.Of<IOException>(() => Scored.Epochs("loss", 1).LogCsv(path).First(), path);
        Directory.CreateDirectory(folder["folder.csv"]);
        Refusal.Of<IOException>(() => Scored.Epochs("loss", 1).LogCsv(folder["folder.csv"]).First(), "folder.csv");
        Assert.Empty(folder.Files);
        Refusal.Of<ArgumentException>(() => Scored.Epochs("loss", 1).LogCsv(" "), "path");
    }

    [Fact]
    public void After_the_time_no_epoch_begins_but_the_one_that_runs_ends()
    {
        var (clock, trained) = (new Clock(), new List<int>());
        var epochs = Counted(Scored.Epochs("loss", Falling), trained, () => clock.Advance(TimeSpan.FromSeconds(4)))
            .WithinTime(TimeSpan.FromSeconds(10), clock);
        clock.Advance(TimeSpan.FromHours(1));
        Assert.Equal([1, 2, 3], Numbers(epochs));
        Assert.Equal([1, 2, 3], trained);
        Refusal.Of<ArgumentOutOfRangeException>(() => epochs.WithinTime(TimeSpan.Zero), "limit is 00:00:00", "above 0");
    }

    private static IEnumerable<Epoch> Applied(string function, IEnumerable<Epoch> epochs, string path) =>
        function switch
        {
            "Validate" => epochs.Validate(Dataset.OfTensors(Tensor.Zeros([2, 1]), Tensor.Zeros([2, 1]))),
            "StopEarly" => epochs.StopEarly(3),
            "Best" => epochs.Best(),
            "Checkpoint" => epochs.Checkpoint(2, _ => { }),
            "LogCsv" => epochs.LogCsv(path),
            _ => epochs.WithinTime(TimeSpan.FromDays(1)),
        };

    private static IEnumerable<Epoch> Counted(IEnumerable<Epoch> epochs, List<int> trained, Action? then = null)
    {
        foreach (var epoch in epochs)
        {
            trained.Add(epoch.Number);
            then?.Invoke();
            yield return epoch;
        }
    }

    private static IEnumerable<int> Numbers(IEnumerable<Epoch> epochs) => epochs.Select(epoch => epoch.Number);

    /// <summary>A clock that a test moves.</summary>
    private sealed class Clock : TimeProvider
    {
        private long ticks;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => ticks;

        public void Advance(TimeSpan time) => ticks += time.Ticks;
    }
}
