using System.Globalization;
using System.Text.Json;

namespace Convnet.Benchmarks;

/// <summary>This program again, to measure one provider with one number of threads in a process that has done nothing else.</summary>
internal static class OwnProcess
{
    /// <summary>The option that says so to it.</summary>
    public const string Here = "--here";

    /// <summary>Each provider that is asked for, or that works here, with each number of threads.</summary>
    public static IEnumerable<Contender> Contenders(string mode, Options options, IEnumerable<int> threads) =>
        threads.SelectMany(count =>
            options.ProvidersOrAll.Select(provider => new Contender(
                provider,
                count,
                () => Measure(mode, options, provider, count)
            ))
        );

    private static Row[] Measure(string mode, Options options, string provider, int threads)
    {
        var lines = ChildProcess.Lines(
            "dotnet",
            [
                Path.Combine(AppContext.BaseDirectory, "EndToEnd.dll"),
                mode,
                Here,
                "--json",
                "--provider",
                provider,
                "--threads",
                $"{threads}",
                "--seconds",
                options.Seconds.ToString(CultureInfo.InvariantCulture),
                "--most-pixels",
                $"{options.MostPixels}",
                .. options.Steps is { } steps ? (string[])["--steps", $"{steps}"] : [],
                .. options.Nets.Count > 0 ? (string[])["--net", .. options.Nets] : [],
            ]
        );
        return [.. lines.Select(line => JsonSerializer.Deserialize(line, JsonRows.Default.Row)!)];
    }
}
