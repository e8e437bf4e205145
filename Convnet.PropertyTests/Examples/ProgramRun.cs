using System.Diagnostics;

namespace Convnet.PropertyTests;

/// <summary>A run of a program of this repository as a user starts it: the build puts it beside the tests.</summary>
internal sealed record ProgramRun(int ExitCode, string[] Output, string[] Errors)
{
    /// <summary>Runs it to its end.</summary>
    public static ProgramRun Of(string program, params string[] arguments) => With(program, [], arguments);

    /// <summary>The same with environment variables.</summary>
    public static ProgramRun With(string program, (string Name, string Value)[] environment, params string[] arguments)
    {
        using var process = Start(program, environment, arguments);
        return End(process, "");
    }

    /// <summary>Runs it until it has printed a line, and then sends it what Ctrl-C sends.</summary>
    public static ProgramRun Interrupted(string program, params string[] arguments)
    {
        using var process = Start(program, [], arguments);
        var first = process.StandardOutput.ReadLine();
        Signal(process);
        return End(process, $"{first}\n");
    }

    /// <summary>Runs it until it has printed a line that begins so, and then sends it what Ctrl-C sends.</summary>
    public static ProgramRun InterruptedAt(string line, string program, params string[] arguments)
    {
        using var process = Start(program, [], arguments);
        var (before, last) = ("", default(string));
        do
        {
            last = process.StandardOutput.ReadLine();
            before += $"{last}\n";
        } while (last is not null && !last.StartsWith(line, StringComparison.Ordinal));

        Signal(process);
        return End(process, before);
    }

    private static Process Start(string program, (string Name, string Value)[] environment, string[] arguments)
    {
        var path = Path.Combine(AppContext.BaseDirectory, $"{program}.dll");
        var start = new ProcessStartInfo("dotnet", [path, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment.Remove("CONVNET_PROVIDER");
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        return Process.Start(start)!;
    }

    private static void Signal(Process process)
    {
        using var kill = Process.Start("kill", ["-INT", $"{process.Id}"]);
        kill.WaitForExit();
    }

    private static ProgramRun End(Process process, string before)
    {
        var errors = process.StandardError.ReadToEndAsync();
        var output = before + process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return new(process.ExitCode, Lines(output), Lines(errors.GetAwaiter().GetResult()));
    }

    private static string[] Lines(string text) =>
        text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
