using System.CommandLine;

namespace Convnet.Examples;

/// <summary>From arguments to <see cref="Options"/>.</summary>
internal static class CommandLine
{
    private static readonly string Usage =
        $"Usage: Chapter [{string.Join('|', Section.All.Select(section => section.Id))} …] [--quick|--full] [--out FOLDER] "
        + "[--data auto|mnist|fashion-mnist|digits|FOLDER] [--seed N] [--threads N] [--provider NAME] [--help]";

    private static readonly Argument<string[]> Sections = new("section")
    {
        Description = $"What is shown, all unless told: {string.Join(", ", Section.All.Select(section => section.Id))}",
        Arity = ArgumentArity.ZeroOrMore,
    };

    private static readonly Option<bool> Quick = new("--quick") { Description = "A short run that trains little" };

    private static readonly Option<bool> Full = new("--full") { Description = "Three seeds of five epochs everywhere" };

    private static readonly Option<string> Out = CommonOptions.Text(
        "--out",
        "FOLDER",
        "Where index.html is written",
        folder => !string.IsNullOrWhiteSpace(folder),
        "artifacts/chapter"
    );

    /// <summary>Runs the program with the options that were given, and returns its exit code.</summary>
    public static int Run(string[] args, Func<Options, int> program)
    {
        Sections.Validators.Add(result =>
        {
            var known = Section.All.Select(section => section.Id).ToList();
            foreach (var token in result.Tokens.Where(token => !known.Contains(token.Value)))
            {
                result.AddError($"There is no section '{token.Value}', only {string.Join(", ", known)}.");
            }
        });
        var command = new RootCommand("Shows every claim of the chapter with numbers and pictures.")
        {
            Sections,
            Quick,
            Full,
            Out,
            CommonOptions.Data,
            CommonOptions.Seed,
            CommonOptions.Threads,
            CommonOptions.Provider,
        };
        command.Validators.Add(result =>
        {
            if (result.GetValue(Quick) && result.GetValue(Full))
            {
                result.AddError("--quick and --full cannot both be: a run is short or long.");
            }
        });
        return CommonOptions.Run(command, args, Usage, parsed => program(Read(parsed)));
    }

    private static Options Read(ParseResult parsed) =>
        new()
        {
            Sections = parsed.GetValue(Sections) ?? [],
            Length =
                parsed.GetValue(Quick) ? Length.Quick
                : parsed.GetValue(Full) ? Length.Full
                : Length.Usual,
            Out = parsed.GetValue(Out)!,
            Data = parsed.GetValue(CommonOptions.Data)!,
            Seed = parsed.GetValue(CommonOptions.Seed),
            Threads = parsed.GetValue(CommonOptions.Threads),
            Provider = parsed.GetValue(CommonOptions.Provider),
        };
}
