using System.Diagnostics;

namespace Convnet.Examples;

/// <summary>Measures the process from the reports of a fit.</summary>
internal sealed class Meter
{
    private const int WarmUpSteps = 50;
    private const double KiB = 1024;
    private const double MiB = 1024 * KiB;

    private DateTime? begin;
    private TimeSpan firstStep;
    private (long Bytes, int Step) last;
    private (long Bytes, int Steps) all;
    private (long Bytes, int Steps) steady;

    /// <summary>Seconds since the process began.</summary>
    public static double SecondsSinceStart => (DateTime.UtcNow - ProcessStart).TotalSeconds;

    /// <summary>The most memory that the process held at once, in MiB.</summary>
    public static double PeakMiB
    {
        get
        {
            using var process = Process.GetCurrentProcess();
            return process.PeakWorkingSet64 / MiB;
        }
    }

    /// <summary>Seconds from the start of the process to the end of the first step; NaN before it.</summary>
    public double StartSeconds => begin is { } time ? (time + firstStep - ProcessStart).TotalSeconds : double.NaN;

    /// <summary>What a step allocates, in KiB: of the steps after the first fifty, or of all where there are no more.</summary>
    public double AllocatedKiBPerStep
    {
        get
        {
            var (bytes, steps) = steady.Steps > 0 ? steady : all;
            return bytes / KiB / Math.Max(1, steps);
        }
    }

    /// <summary>Takes a report in; asking the operating system waits until the end, since it takes time.</summary>
    public void See(ProgressReport report)
    {
        begin ??= DateTime.UtcNow;
        firstStep = firstStep == default ? report.FirstStep : firstStep;
        var bytes = GC.GetTotalAllocatedBytes();
        var (newBytes, newSteps) = (bytes - last.Bytes, report.Step - last.Step);
        // What lies between the last step of an epoch and the first of the next is evaluation.
        if (report is { Step: > 0, IsFinal: false })
        {
            all = (all.Bytes + newBytes, all.Steps + newSteps);
            steady =
                report.Epoch > 1 || last.Step >= WarmUpSteps
                    ? (steady.Bytes + newBytes, steady.Steps + newSteps)
                    : steady;
        }

        last = (bytes, report.Step);
    }

    private static DateTime ProcessStart
    {
        get
        {
            using var process = Process.GetCurrentProcess();
            return process.StartTime.ToUniversalTime();
        }
    }
}
