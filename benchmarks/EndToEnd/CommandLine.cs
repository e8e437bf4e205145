using System.CommandLine;
using System.CommandLine.Parsing;

namespace Convnet.Benchmarks;

/// <summary>From arguments to modes and their <see cref="Options"/>.</summary>
internal static class CommandLine
{
    private static readonly Argument<string> Word = new("mode")
    {
        Description =
            $"{string.Join("; ", Mode.All.Select(mode => $"{mode.Name}: {mode.Meaning}"))}; {Mode.Together}: all but {string.Join(" and ", Mode.Alone)}",
        DefaultValueFactory = _ => Mode.Together,
    };

    private static readonly Option<int> Runs = new("--runs")
    {
        HelpName = "N",
        Description = "How often each contender is measured, in turns; the median counts",
        DefaultValueFactory = _ => 3,
    };

    private static readonly Option<int> Epochs = new("--epochs")
    {
        HelpName = "N",
        Description = "Epochs of a run of train; the last one counts",
        DefaultValueFactory = _ => 2,
    };

    private static readonly Option<int[]> Threads = new("--threads")
    {
        HelpName = "N",
        Description = "The numbers of threads; layers takes one",
        AllowMultipleArgumentsPerToken = true,
        DefaultValueFactory = _ => Environment.ProcessorCount > 1 ? [1, 2] : [1],
    };

    private static readonly Option<string[]> Providers = new("--provider")
    {
        HelpName = "NAME",
        Description = "The providers; unless told, all that work here, beside the peers",
        AllowMultipleArgumentsPerToken = true,
    };

    private static readonly Option<string[]> Networks = new("--net")
    {
        HelpName = "NAME",
        Description = $"The networks, of {string.Join(", ", Nets.Names)}; unless told, those of the mode",
        AllowMultipleArgumentsPerToken = true,
    };

    private static readonly Option<double> Seconds = new("--seconds")
    {
        HelpName = "S",
        Description = "Seconds of a block of predict, layers, depthwise and cost; the best of five counts",
        DefaultValueFactory = _ => 0.4, // as the peer
    };

    private static readonly Option<int?> Steps = new("--steps")
    {
        HelpName = "N",
        Description = "Training steps of a round of grow and cost; the median of three counts",
    };

    private static readonly Option<long> MostPixels = new("--most-pixels")
    {
        HelpName = "N",
        Description = "Leaves out the batches of cost that hold more pixels",
        DefaultValueFactory = _ => long.MaxValue,
    };

    private static readonly Option<string> Data = new("--data")
    {
        HelpName = "FOLDER",
        Description =
            "MNIST; unless told, ../shared/data/mnist (CONVNET_SHARED names another ../shared), CONVNET_DATA, or drawn digits",
    };

    private static readonly Option<string> Picture = new("--picture")
    {
        HelpName = "FILE",
        Description = $"Draw what {CostMode.Name} measures into an SVG file",
    };

    private static readonly Option<bool> Json = new("--json") { Description = "Print one JSON object a row" };

    // For the processes that the program starts of itself.
    private static readonly Option<bool> Here = new(OwnProcess.Here) { Hidden = true };

    /// <summary>Measures what the arguments say, and gives the exit code.</summary>
    public static int Run(string[] args)
    {
        Word.AcceptOnlyFromAmong([.. Mode.All.Select(mode => mode.Name), Mode.Together]);
        Array.ForEach<Option>([Runs, Epochs, Threads, Steps, MostPixels], TakeCounts);
        Seconds.Validators.Add(result =>
            Refuse(result, text => !double.TryParse(text, out var s) || !(s > 0), "a number above 0")
        );
        Providers.AcceptOnlyFromAmong([.. Provider.Names]);
        Networks.AcceptOnlyFromAmong([.. Nets.Names]);
        var command = new RootCommand("Measures whole jobs on this machine, and prints a table for each mode.")
        {
            Word,
            Runs,
            Epochs,
            Threads,
            Providers,
            Networks,
            Seconds,
            Steps,
            MostPixels,
            Data,
            Picture,
            Json,
            Here,
        };
        command.SetAction(Measure);
        var parsed = command.Parse(args);
        return parsed.Errors.Count > 0
            ? Complain(parsed.Errors[0].Message.ReplaceLineEndings(" "), 2)
            : parsed.Invoke();
    }

    private static int Measure(ParseResult parsed)
    {
        var (word, options) = (parsed.GetValue(Word)!, Read(parsed));
        if (options.Picture is not null && word != CostMode.Name)
        {
            return Complain($"--picture draws what {CostMode.Name} measures, but the mode is {word}.", 2);
        }

        try
        {
            return parsed.GetValue(Here) ? Session.Here(word, options) : Session.Run(word, options);
        }
        catch (Exception failure)
            when (failure
                    is ProviderException
                        or IOException
                        or UnauthorizedAccessException
                        or InvalidOperationException
            )
        {
            return Complain(failure.Message, 1);
        }
    }

    private static Options Read(ParseResult parsed) =>
        new()
        {
            Runs = parsed.GetValue(Runs),
            Epochs = parsed.GetValue(Epochs),
            Threads = parsed.GetValue(Threads)!,
            Providers = parsed.GetValue(Providers) ?? [],
            Nets = parsed.GetValue(Networks) ?? [],
            Seconds = parsed.GetValue(Seconds),
            Steps = parsed.GetValue(Steps),
            MostPixels = parsed.GetValue(MostPixels),
            Data = parsed.GetValue(Data),
            Picture = parsed.GetValue(Picture),
            Json = parsed.GetValue(Json),
        };

    private static void TakeCounts(Option option) =>
        option.Validators.Add(result =>
            Refuse(result, text => !long.TryParse(text, out var number) || number < 1, "whole numbers from 1 on")
        );

    private static void Refuse(OptionResult result, Func<string, bool> isWrong, string rule)
    {
        if (result.Tokens.FirstOrDefault(token => isWrong(token.Value)) is { } token)
        {
            result.AddError($"{result.Option.Name} takes {rule}, not '{token.Value}'.");
        }
    }

    private static int Complain(string message, int exitCode)
    {
        Console.Error.WriteLine($"EndToEnd: {message}");
        return exitCode;
    }
}
