using System.CommandLine;
using System.CommandLine.Invocation;
using System.CommandLine.Parsing;
using System.Globalization;

namespace Convnet.Examples;

/// <summary>The options that every program of the examples has, and how options are read.</summary>
internal static class CommonOptions
{
    // More only wastes memory, and a slip of the keyboard should not bring a machine to its knees.
    private const int MostThreads = 1024;

    /// <summary>What is learned.</summary>
    public static readonly Option<string> Data = Text(
        "--data",
        "auto|mnist|fashion-mnist|digits|FOLDER",
        "What is learned; a FOLDER holds four IDX files, digits are drawn by the program, and auto is what the program is about where it can be "
            + "had, else digits",
        folder => !string.IsNullOrWhiteSpace(folder),
        "auto"
    );

    /// <summary>Where randomness comes from.</summary>
    public static readonly Option<int> Seed = Number(
        "--seed",
        "Where first weights and orders come from",
        1,
        least: int.MinValue
    );

    /// <summary>How many threads work.</summary>
    public static readonly Option<int> Threads = Number(
        "--threads",
        "Threads that work",
        Environment.ProcessorCount,
        most: MostThreads
    );

    /// <summary>What multiplies.</summary>
    public static readonly Option<string> Provider = Text(
        "--provider",
        string.Join('|', Convnet.Provider.Names),
        "What multiplies matrices; unless told, MKL where it is installed, else simd",
        name => Convnet.Provider.Names.Contains(name.Trim(), StringComparer.OrdinalIgnoreCase)
    );

    /// <summary>Runs a program with what was parsed, and returns its exit code.</summary>
    public static int Run(RootCommand command, string[] args, string usage, Func<ParseResult, int> program)
    {
        var parsed = command.Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null });
        return parsed.Action switch
        {
            null => Failures.Guard(() => program(parsed)),
            ParseErrorAction => Failures.Usage($"{parsed.Errors[0].Message} {usage}"),
            _ => parsed.Invoke(),
        };
    }

    /// <summary>An option of a text that must have a form.</summary>
    public static Option<string> Text(
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

    /// <summary>An option of a whole number.</summary>
    public static Option<int> Number(
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
