using System.Diagnostics;
using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Convnet.Benchmarks;

/// <summary>What this machine is, and how many multiplications and additions it can do.</summary>
internal static class Machine
{
    private const string ProcessorFile = "/proc/cpuinfo"; // Linux alone says it in a file
    private const int Rounds = 20;

    /// <summary>Processor, cores, vectors, framework.</summary>
    public static string Describe()
    {
        var vector =
            Vector512.IsHardwareAccelerated ? 512
            : Vector256.IsHardwareAccelerated ? 256
            : 128;
        return $"{Processor}, {Environment.ProcessorCount} cores, vectors of {vector} bits, "
            + $"{PeakFlops(1) / 1e9:F0} GFLOPS a core, {RuntimeInformation.FrameworkDescription}";
    }

    /// <summary>Fused multiply-adds of float32 in registers, counted as two operations each, a second, by so many threads at once.</summary>
    /// <remarks>The best of a few rounds: what disturbs a round only makes it slower.</remarks>
    public static double PeakFlops(int threads)
    {
        var best = 0.0;
        for (var round = 0; round < Rounds; round++)
        {
            best = Math.Max(best, Round(threads, FusedMultiplyAdds.Portable, Vector<float>.Count));
            if (Vector512.IsHardwareAccelerated)
            {
                best = Math.Max(best, Round(threads, FusedMultiplyAdds.Wide, Vector512<float>.Count));
            }
        }

        return best;
    }

    private static string Processor =>
        File.Exists(ProcessorFile)
        && File.ReadLines(ProcessorFile).FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal))
            is { } line
            ? line[(line.IndexOf(':') + 1)..].Trim()
            : $"{RuntimeInformation.ProcessArchitecture}";

    private static double Round(int threads, Func<float> loop, int width)
    {
        var clock = Stopwatch.StartNew();
        var workers = Enumerable.Range(0, threads).Select(_ => new Thread(() => loop())).ToArray();
        Array.ForEach(workers, worker => worker.Start());
        Array.ForEach(workers, worker => worker.Join());
        return 2.0
            * threads
            * width
            * FusedMultiplyAdds.Chains
            * FusedMultiplyAdds.Repetitions
            / clock.Elapsed.TotalSeconds;
    }
}
