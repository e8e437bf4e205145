using System.Globalization;
using System.Text.RegularExpressions;

namespace Convnet.Benchmarks;

/// <summary>The same network, trained by libtorch through TorchSharp; its script builds it outside this repository.</summary>
internal static partial class TorchSharpPeer
{
    /// <summary>What rows call it.</summary>
    public const string Name = "torchsharp";

    /// <summary>The last epoch's speed.</summary>
    /// <exception cref="InvalidOperationException">It could not be built or run.</exception>
    public static Measurement Train(string script, int threads, int epochs, string folder)
    {
        var lines = ChildProcess.Lines("bash", script, folder, $"{epochs}", $"{threads}");
        var last = EpochLine().Match(lines.LastOrDefault() ?? "");
        return last.Success
            ? new(Number(last.Groups["speed"]), Number(last.Groups["peak"]))
            : throw new InvalidOperationException($"{script} printed no line of an epoch.");
    }

    private static double Number(Group group) => double.Parse(group.Value, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"\((?<speed>[\d.]+) images/s\).* peak (?<peak>[\d.]+) MiB")]
    private static partial Regex EpochLine();
}
