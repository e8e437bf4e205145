using System.Text.Json;
using Xunit;

namespace Convnet.PropertyTests;

/// <summary>What examples/FashionMnist prints, on a few drawn digits.</summary>
public sealed class FashionMnistProgramTests
{
    [Fact]
    public void It_learns_and_prints_each_epoch_and_the_whole()
    {
        var run = ProgramRun.Of("FashionMnist", "--data", "digits", "--limit", "512", "--epochs", "2", "--json");

        Assert.Equal(0, run.ExitCode);
        Assert.Empty(run.Errors);
        var lines = run.Output.Select(line => JsonDocument.Parse(line).RootElement).ToList();
        Assert.Equal([1, 2], lines.SkipLast(1).Select(line => line.GetProperty("epoch").GetInt32()));
        Assert.True(lines[1].GetProperty("loss").GetDouble() < lines[0].GetProperty("loss").GetDouble());
        Assert.Equal(
            lines[1].GetProperty("testAccuracy").GetDouble(),
            lines[2].GetProperty("testAccuracy").GetDouble()
        );
    }

    [Fact]
    public void A_wrong_command_line_is_one_line_with_its_own_usage()
    {
        var run = ProgramRun.Of("FashionMnist", "--epochs", "0");

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("Usage: FashionMnist [--data", Assert.Single(run.Errors), StringComparison.Ordinal);
    }
}
