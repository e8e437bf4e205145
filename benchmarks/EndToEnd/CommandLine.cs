using System.CommandLine;

namespace Convnet.Benchmarks;

/// <summary>From arguments to a mode and its <see cref="Options"/>.</summary>
internal static class CommandLine
{
    private static readonly Dictionary<string, Func<Options, IEnumerable<Row>>> Modes = new()
    {
        ["train"] = TrainMode.Rows,
    };

    private static readonly Argument<string> Mode = new("mode")
    {
        Description = $"What is measured: {string.Join(", ", Modes.Keys)}",
        DefaultValueFactory = _ => "train",
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
        Description = "Epochs of a run; the last one counts",
        DefaultValueFactory = _ => 2,
    };

    private static readonly Option<int[]> Threads = new("--threads")
    {
        HelpName = "N",
        Description = "The numbers of threads",
        AllowMultipleArgumentsPerToken = true,
        DefaultValueFactory = _ => Environment.ProcessorCount > 1 ? [1, 2] : [1],
    };

    private static readonly Option<string[]> Providers = new("--provider")
    {
        HelpName = "NAME",
        Description = "The providers; unless told, all that work here, beside the peers",
        AllowMultipleArgumentsPerToken = true,
    };

    private static readonly Option<string> Data = new("--data")
    {
        HelpName = "FOLDER",
        Description =
            "MNIST; unless told, ../shared/data/mnist (CONVNET_SHARED names another ../shared), CONVNET_DATA, or drawn digits",
    };

    private static readonly Option<bool> Json = new("--json") { Description = "Print one JSON object a row" };

    /// <summary>Measures what the arguments say, and gives the exit code.</summary>
    public static int Run(string[] args)
    {
        Mode.AcceptOnlyFromAmong([.. Modes.Keys]);
        foreach (var count in new Option[] { Runs, Epochs, Threads })
        {
            count.Validators.Add(result =>
            {
                if (result.Tokens.Any(token => !int.TryParse(token.Value, out var number) || number < 1))
                {
                    result.AddError($"{count.Name} takes whole numbers from 1 on.");
                }
            });
        }

        var command = new RootCommand("Measures whole jobs on this machine and prints one table.")
        {
            Mode,
            Runs,
            Epochs,
            Threads,
            Providers,
            Data,
            Json,
        };
        command.SetAction(parsed => Measure(Modes[parsed.GetValue(Mode)!], Read(parsed)));
        var parsed = command.Parse(args);
        return parsed.Errors.Count > 0 ? Complain(parsed.Errors[0].Message, 2) : parsed.Invoke();
    }

    private static int Measure(Func<Options, IEnumerable<Row>> mode, Options options)
    {
        try
        {
            Report.Print([.. mode(options)], options.Json);
            return 0;
        }
        catch (Exception failure) when (failure is ProviderException or IOException or InvalidOperationException)
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
            Data = parsed.GetValue(Data),
            Json = parsed.GetValue(Json),
        };

    private static int Complain(string message, int exitCode)
    {
        Console.Error.WriteLine($"EndToEnd: {message}");
        return exitCode;
    }
}
