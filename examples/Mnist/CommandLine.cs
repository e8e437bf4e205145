using System.CommandLine;

namespace Convnet.Examples;

/// <summary>From arguments to <see cref="Options"/>.</summary>
internal static class CommandLine
{
    private const string Usage =
        "[--data auto|mnist|fashion-mnist|digits|FOLDER] [--epochs N] [--batch-size N] [--seed N] [--threads N] "
        + "[--provider NAME] [--limit N] [--json] [--help]";

    private static readonly Option<int> Limit = CommonOptions.Number("--limit", "Use only the first N training images");

    private static readonly Option<bool> Json = new("--json") { Description = "Print one JSON object a line" };

    /// <summary>Runs the program with the options that were given, and returns its exit code.</summary>
    public static int Run(string[] args, Job job, Func<Options, int> program)
    {
        var epochs = CommonOptions.Number("--epochs", "How often all training images are seen", job.Epochs);
        var batchSize = CommonOptions.Number("--batch-size", "Images of a training step", job.BatchSize);
        var command = new RootCommand(job.Description)
        {
            CommonOptions.Data,
            epochs,
            batchSize,
            CommonOptions.Seed,
            CommonOptions.Threads,
            CommonOptions.Provider,
            Limit,
            Json,
        };
        return CommonOptions.Run(command, args, $"Usage: {job.Name} {Usage}", parsed => program(Read(parsed)));

        Options Read(ParseResult parsed) =>
            new()
            {
                Data = parsed.GetValue(CommonOptions.Data)!,
                Epochs = parsed.GetValue(epochs),
                BatchSize = parsed.GetValue(batchSize),
                Seed = parsed.GetValue(CommonOptions.Seed),
                Threads = parsed.GetValue(CommonOptions.Threads),
                Provider = parsed.GetValue(CommonOptions.Provider),
                Limit = parsed.GetResult(Limit) is null ? null : parsed.GetValue(Limit),
                Json = parsed.GetValue(Json),
            };
    }
}
