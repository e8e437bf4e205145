using System.Text.Json;
using Xunit;

namespace Convnet.PropertyTests;

/// <summary>What examples/Mnist prints, and how it ends.</summary>
public sealed class MnistProgramTests
{
    private const string Program = "Mnist";
    private const string Small = "--data digits --limit 256 --epochs 1 --provider simd";

    [Theory]
    [InlineData("--frobnicate")]
    [InlineData("unexpected")]
    [InlineData("--epochs 0")]
    [InlineData("--epochs -1")]
    [InlineData("--epochs many")]
    [InlineData("--epochs")]
    [InlineData("--batch-size 0")]
    [InlineData("--threads 0")]
    [InlineData("--limit 0")]
    [InlineData("--seed 1.5")]
    [InlineData("--provider abacus")]
    public void A_wrong_command_line_is_one_line_with_the_usage_and_exit_code_2(string arguments)
    {
        var run = ProgramRun.Of(Program, arguments.Split(' '));

        Assert.Equal(2, run.ExitCode);
        Assert.Empty(run.Output);
        Assert.Contains("Usage: Mnist [--data", Assert.Single(run.Errors), StringComparison.Ordinal);
        Assert.Contains(arguments.Split(' ')[0], run.Errors[0].Split("Usage")[0], StringComparison.Ordinal);
    }

    [Fact]
    public void An_unknown_provider_in_the_environment_is_one_line_and_exit_code_2()
    {
        var run = ProgramRun.With(Program, [("CONVNET_PROVIDER", "abacus")], Small.Split(' ')[..^2]);

        Assert.Equal(2, run.ExitCode);
        Assert.Empty(run.Output);
        Assert.Contains("abacus", Assert.Single(run.Errors), StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_folder_is_one_line_that_names_it_and_exit_code_1()
    {
        var folder = Path.Combine(Path.GetTempPath(), $"convnet-{Guid.NewGuid():N}");

        var run = ProgramRun.Of(Program, "--data", folder);

        Assert.Equal(1, run.ExitCode);
        Assert.Empty(run.Output);
        Assert.Contains(folder, Assert.Single(run.Errors), StringComparison.Ordinal);
    }

    [Fact]
    public void A_damaged_file_is_one_line_that_names_it_and_exit_code_1()
    {
        var folder = Directory.CreateTempSubdirectory("convnet-").FullName;
        string[] names = ["train-images-idx3", "train-labels-idx1", "t10k-images-idx3", "t10k-labels-idx1"];
        foreach (var name in names)
        {
            File.WriteAllText(Path.Combine(folder, $"{name}-ubyte"), "no IDX file");
        }

        var run = ProgramRun.Of(Program, "--data", folder);
        Directory.Delete(folder, recursive: true);

        Assert.Equal(1, run.ExitCode);
        Assert.Empty(run.Output);
        Assert.Contains(Path.Combine(folder, names[0]), Assert.Single(run.Errors), StringComparison.Ordinal);
    }

    [Fact]
    public void Help_names_every_option()
    {
        var run = ProgramRun.Of(Program, "--help");

        Assert.Equal(0, run.ExitCode);
        Assert.Empty(run.Errors);
        string[] options =
        [
            "--data",
            "--epochs",
            "--batch-size",
            "--seed",
            "--threads",
            "--provider",
            "--limit",
            "--json",
            "--help",
        ];
        Assert.All(options, option => Assert.Contains(option, string.Join('\n', run.Output), StringComparison.Ordinal));
    }

    [Fact]
    public void Without_MNIST_auto_draws_digits_and_says_so()
    {
        var folder = Directory.CreateTempSubdirectory("convnet-").FullName;

        var run = ProgramRun.With(
            Program,
            [("CONVNET_DATA", folder)],
            "--limit",
            "64",
            "--epochs",
            "1",
            "--provider",
            "simd"
        );
        Directory.Delete(folder);

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("is not MNIST's", run.Output[0], StringComparison.Ordinal);
        Assert.Contains("Total params: 93,322 (364.54 KB)", run.Output);
        Assert.Contains("Epoch 1/1 (64 samples in 1 steps of 64)", run.Output);
        Assert.Matches(@"^test loss: \d\.\d{4} - test accuracy: \d\.\d{4}$", run.Output[^1]);
    }

    [Fact]
    public void Without_MNIST_it_is_not_replaced_where_it_was_asked_for()
    {
        var folder = Directory.CreateTempSubdirectory("convnet-").FullName;

        var run = ProgramRun.With(Program, [("CONVNET_DATA", folder)], "--data", "mnist");
        Directory.Delete(folder);

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("CONVNET_DATA", Assert.Single(run.Errors), StringComparison.Ordinal);
    }

    [Fact]
    public void Json_is_one_object_an_epoch_and_one_for_the_run()
    {
        var run = ProgramRun.Of(Program, [.. Small.Split(' '), "--threads", "2", "--json"]);

        Assert.Equal(0, run.ExitCode);
        Assert.Empty(run.Errors);
        var (epoch, whole) = (Numbers(run.Output[0]), Numbers(run.Output[1]));
        Assert.Equal(2, run.Output.Length);
        string[] ofEpoch = ["epoch", "seconds", "imagesPerSecond", "loss", "accuracy", "testLoss", "testAccuracy"];
        Assert.All(ofEpoch, name => Assert.True(epoch[name] > 0, name));
        string[] ofRun =
        [
            "totalSeconds",
            "startSeconds",
            "testLoss",
            "testAccuracy",
            "threads",
            "peakMiB",
            "allocatedKiBPerStep",
        ];
        Assert.All(ofRun, name => Assert.True(whole[name] > 0, name));
        Assert.Equal((epoch["testLoss"], epoch["testAccuracy"]), (whole["testLoss"], whole["testAccuracy"]));
        Assert.Equal(2, whole["threads"]);
        Assert.True(whole["startSeconds"] < whole["totalSeconds"]);
        Assert.Contains("\"provider\":\"simd\"", run.Output[1], StringComparison.Ordinal);
    }

    [Fact]
    public void Ctrl_C_ends_training_but_not_the_report()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no command that sends what Ctrl-C sends.");

        var run = ProgramRun.Interrupted(
            Program,
            "--data",
            "digits",
            "--limit",
            "256",
            "--epochs",
            "10000",
            "--provider",
            "simd",
            "--json"
        );

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("Stopped in epoch", Assert.Single(run.Errors), StringComparison.Ordinal);
        Assert.True(Numbers(run.Output[^1])["totalSeconds"] > 0);
    }

    private static Dictionary<string, double> Numbers(string line)
    {
        using var document = JsonDocument.Parse(line);
        return document
            .RootElement.EnumerateObject()
            .Where(property => property.Value.ValueKind == JsonValueKind.Number)
            .ToDictionary(property => property.Name, property => property.Value.GetDouble());
    }
}
