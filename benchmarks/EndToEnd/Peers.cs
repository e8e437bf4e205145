using System.Globalization;
using System.Text.RegularExpressions;

namespace Convnet.Benchmarks;

/// <summary>Other libraries with the same networks; their scripts build and run them outside this repository.</summary>
internal static partial class Peers
{
    /// <summary>libtorch through TorchSharp: training.</summary>
    public const string TorchSharp = "torchsharp";

    /// <summary>ONNX Runtime: prediction.</summary>
    public const string OnnxRuntime = "onnxruntime";

    /// <summary>What rows call them.</summary>
    public static IReadOnlyList<string> Names { get; } = [TorchSharp, OnnxRuntime];

    /// <summary>A peer that is to be found, with each number of threads; nobody where providers were asked for by name.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="options">What the command line asks for.</param>
    /// <param name="measure">One run, by the script and the threads.</param>
    public static IEnumerable<Contender> Contenders(
        string name,
        Options options,
        Func<string, int, IReadOnlyList<Row>> measure
    ) =>
        options.Providers.Count == 0 && Places.Peer(name) is { } script
            ? options.Threads.Select(threads => new Contender(name, threads, () => measure(script, threads)))
            : [];

    /// <summary>The last epoch of training on MNIST.</summary>
    /// <exception cref="InvalidOperationException">It could not be built or run.</exception>
    public static IReadOnlyList<Row> Train(string script, int threads, int epochs, string folder)
    {
        var line = Matches(script, EpochLine(), folder, $"{epochs}", $"{threads}")[^1];
        return [TrainMode.Row(TorchSharp, threads, Number(line, "speed")) with { PeakMiB = Number(line, "peak") }];
    }

    /// <summary>Prediction with each batch, by the model beside the script.</summary>
    /// <exception cref="InvalidOperationException">It could not be built or run.</exception>
    public static IReadOnlyList<Row> Predict(string script, int threads)
    {
        var model = Path.Combine(Path.GetDirectoryName(script)!, "convnet.onnx");
        return
        [
            .. Matches(script, BatchLine(), model, $"{threads}")
                .Select(line =>
                    PredictMode.Row(OnnxRuntime, threads, (int)Number(line, "batch"), Number(line, "speed"))
                ),
        ];
    }

    /// <summary>A step of the larger networks.</summary>
    /// <exception cref="InvalidOperationException">It could not be built or run.</exception>
    public static IReadOnlyList<Row> Grow(string script, int threads, IReadOnlyList<string> nets) =>
        [
            .. Matches(script, StepLine(), "grow", $"{threads}")
                .Where(line => nets.Contains(line.Groups["net"].Value))
                .Select(line => GrowMode.Row(TorchSharp, threads, line.Groups["net"].Value, Number(line, "time"))),
        ];

    private static Match[] Matches(string script, Regex pattern, params string[] arguments)
    {
        var matches = ChildProcess
            .Lines("bash", [script, .. arguments])
            .Select(line => pattern.Match(line))
            .Where(match => match.Success)
            .ToArray();
        return matches.Length > 0
            ? matches
            : throw new InvalidOperationException($"{script} printed no line of a measurement.");
    }

    private static double Number(Match line, string group) =>
        double.Parse(line.Groups[group].Value, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"\((?<speed>[\d.]+) images/s\).* peak (?<peak>[\d.]+) MiB")]
    private static partial Regex EpochLine();

    [GeneratedRegex(@"^batch (?<batch>\d+) threads \d+: (?<speed>[\d.]+) images/s")]
    private static partial Regex BatchLine();

    [GeneratedRegex(@"^grow (?<net>\w+) threads \d+: (?<time>[\d.]+) ms/step")]
    private static partial Regex StepLine();
}
