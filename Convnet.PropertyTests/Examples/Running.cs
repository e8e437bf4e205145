using System.Diagnostics;

namespace Convnet.PropertyTests;

/// <summary>A process whose errors are read while it runs, so that it never waits for a reader, and that is ended where it takes too long.</summary>
internal sealed class Running : IDisposable
{
    // No program that tests start takes a minute on an idle machine.
    private static readonly TimeSpan Long = TimeSpan.FromMinutes(10);

    private readonly Process process;
    private readonly Task<string> errors;
    private readonly Timer timer;
    private readonly TimeSpan limit;
    private volatile bool isLate;

    /// <summary>Starts the process.</summary>
    /// <param name="start">What to start.</param>
    /// <param name="limit">How long it may take; ten minutes unless told.</param>
    public Running(ProcessStartInfo start, TimeSpan? limit = null)
    {
        (start.RedirectStandardOutput, start.RedirectStandardError) = (true, true);
        this.limit = limit ?? Long;
        process = Process.Start(start)!;
        errors = process.StandardError.ReadToEndAsync();
        timer = new(_ => Stop(), null, this.limit, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Its number.</summary>
    public int Id => process.Id;

    /// <summary>The next line that it prints; null at its end.</summary>
    public string? Line() => process.StandardOutput.ReadLine();

    /// <summary>Waits for its end: its exit code, what it printed since the last line that was read, and all its errors.</summary>
    /// <exception cref="TimeoutException">It took too long and was ended.</exception>
    public (int ExitCode, string Output, string Errors) End()
    {
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        var told = errors.GetAwaiter().GetResult();
        return isLate
            ? throw new TimeoutException(
                $"{process.StartInfo.FileName} took more than {limit} and was ended, after: {output}{told}"
            )
            : (process.ExitCode, output, told);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        timer.Dispose();
        process.Dispose();
    }

    private void Stop()
    {
        isLate = true;
        process.Kill(entireProcessTree: true);
    }
}
