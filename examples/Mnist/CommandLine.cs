using System.CommandLine;

namespace Convnet.Examples;

/// <summary>From arguments to <see cref="Options"/>.</summary>
internal static class CommandLine
{
    private const string Usage =
        "Usage: Mnist [--data auto|mnist|fashion-mnist|digits|FOLDER] [--epochs N] [--batch-size N] [--seed N] [--threads N] "
        + "[--provider NAME] [--limit N] [--json] [--help]";

    private static readonly Option<int> Epochs = CommonOptions.Number(
        "--epochs",
        "How often all training images are seen",
        5
    );

    private static readonly Option<int> BatchSize = CommonOptions.Number(
        "--batch-size",
        "Images of a training step",
        64
    );

    private static readonly Option<int> Limit = CommonOptions.Number("--limit", "Use only the first N training images");

    private static readonly Option<bool> Json = new("--json") { Description = "Print one JSON object a line" };

    /// <summary>Runs the program with the options that were given, and returns its exit code.</summary>
    public static int Run(string[] args, Func<Options, int> program)
    {
        var command = new RootCommand("Trains the convnet of the MNIST chapter and prints its test accuracy.")
        {
            CommonOptions.Data,
            Epochs,
            BatchSize,
            CommonOptions.Seed,
            CommonOptions.Threads,
            CommonOptions.Provider,
            Limit,
            Json,
        };
        return CommonOptions.Run(command, args, Usage, parsed => program(Read(parsed)));
    }

    private static Options Read(ParseResult parsed) =>
        new()
        {
            Data = parsed.GetValue(CommonOptions.Data)!,
            Epochs = parsed.GetValue(Epochs),
            BatchSize = parsed.GetValue(BatchSize),
            Seed = parsed.GetValue(CommonOptions.Seed),
            Threads = parsed.GetValue(CommonOptions.Threads),
            Provider = parsed.GetValue(CommonOptions.Provider),
            Limit = parsed.GetResult(Limit) is null ? null : parsed.GetValue(Limit),
            Json = parsed.GetValue(Json),
        };
}
