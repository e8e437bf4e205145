using System.Diagnostics;
using Xunit;

namespace Convnet.PropertyTests;

public sealed class RunningTests
{
    [Fact]
    public void What_never_ends_is_ended()
    {
        using var running = Shell("echo begun; sleep 600", TimeSpan.FromSeconds(1));
        Assert.Equal("begun", running.Line());
        Assert.Contains("0:01", Assert.Throws<TimeoutException>(() => running.End()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Many_errors_keep_no_line_back()
    {
        // More than a pipe holds.
        using var running = Shell("head -c 1000000 /dev/zero | tr '\\0' x >&2; echo done; exit 3");
        Assert.Equal("done", running.Line());
        var (code, output, errors) = running.End();
        Assert.Equal((3, "", 1_000_000), (code, output, errors.Length));
    }

    private static Running Shell(string command, TimeSpan? limit = null)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "There is no sh.");
        return new(new ProcessStartInfo("sh", ["-c", command]), limit);
    }
}
