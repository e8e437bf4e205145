using System.CommandLine;
using System.CommandLine.Invocation;
using System.CommandLine.Parsing;
using System.Globalization;

namespace Convnet.Examples;

/// <summary>From arguments to <see cref="Options"/>.</summary>
internal static class CommandLine
{
    private const string Usage =
        "Usage: Mnist [--data auto|mnist|fashion-mnist|digits|FOLDER] [--epochs N] [--batch-size N] [--seed N] [--threads N] "
        + "[--provider NAME] [--limit N] [--json] [--help]";

    // More only wastes memory, and a slip of the keyboard should not bring a machine to its knees.
    private const int MostThreads = 1024;

    private static readonly Option<string> Data = Text(
        "--data",
        "auto|mnist|fashion-mnist|digits|FOLDER",
        "What is learned; a FOLDER holds four IDX files, digits are drawn by the program, and auto is MNIST where it can be had, else digits",
        folder => !string.IsNullOrWhiteSpace(folder),
        "auto"
    );

    private static readonly Option<int> Epochs = Number("--epochs", "How often all training images are seen", 5);

    private static readonly Option<int> BatchSize = Number("--batch-size", "Images of a training step", 64);

    private static readonly Option<int> Seed = Number(
        "--seed",
        "Where first weights and orders come from",
        1,
        least: int.MinValue
    );

    private static readonly Option<int> Threads = Number(
        "--threads",
        "Threads that work",
        Environment.ProcessorCount,
        most: MostThreads
    );

    private static readonly Option<string> Provider = Text(
        "--provider",
        string.Join('|', Convnet.Provider.Names),
        "What multiplies matrices; unless told, MKL where it is installed, else simd",
        name => Convnet.Provider.Names.Contains(name.Trim(), StringComparer.OrdinalIgnoreCase)
    );

    private static readonly Option<int> Limit = Number("--limit", "Use only the first N training images");

    private static readonly Option<bool> Json = new("--json") { Description = "Print one JSON object a line" };

    /// <summary>Runs the program with the options that were given, and returns its exit code.</summary>
    public static int Run(string[] args, Func<Options, int> program)
    {
        var command = new RootCommand("Trains the convnet of the MNIST chapter and prints its test accuracy.")
        {
            Data,
            Epochs,
            BatchSize,
            Seed,
            Threads,
            Provider,
            Limit,
            Json,
        };
        var parsed = command.Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null });
        return parsed.Action switch
        {
            null => Failures.Guard(() => program(Read(parsed))),
            ParseErrorAction => Failures.Usage($"{parsed.Errors[0].Message} {Usage}"),
            _ => parsed.Invoke(),
        };
    }

    private static Options Read(ParseResult parsed) =>
        new()
        {
            Data = parsed.GetValue(Data)!,
            Epochs = parsed.GetValue(Epochs),
            BatchSize = parsed.GetValue(BatchSize),
            Seed = parsed.GetValue(Seed),
            Threads = parsed.GetValue(Threads),
            Provider = parsed.GetValue(Provider),
            Limit = parsed.GetResult(Limit) is null ? null : parsed.GetValue(Limit),
            Json = parsed.GetValue(Json),
        };

    private static Option<string> Text(
        string name,
        string form,
        string description,
        Func<string, bool> isGood,
        string? unlessTold = null
    )
    {
        var option = new Option<string>(name) { HelpName = form, Description = description };
        if (unlessTold is not null)
        {
            option.DefaultValueFactory = _ => unlessTold;
        }

        option.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: var value }] && !isGood(value))
            {
                result.AddError($"{name} is '{value}', but must be {form}.");
            }
        });
        return option;
    }

    private static Option<int> Number(
        string name,
        string description,
        int? unlessTold = null,
        int least = 1,
        int most = int.MaxValue
    )
    {
        var option = new Option<int>(name)
        {
            HelpName = "N",
            Description = description,
            CustomParser = result => Parse(result, name, least, most),
        };
        if (unlessTold is { } value)
        {
            option.DefaultValueFactory = _ => value;
        }

        return option;
    }

    private static int Parse(ArgumentResult result, string name, int least, int most)
    {
        var text = result.Tokens[0].Value;
        if (
            int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            && number >= least
            && number <= most
        )
        {
            return number;
        }

        result.AddError($"{name} is '{text}', but must be a whole number from {least} to {most}.");
        return least;
    }
}
