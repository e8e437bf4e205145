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
        using var running = Start(program, environment, arguments);
        return End(running, "");
    }

    /// <summary>Runs it until it has printed a line, and then sends it what Ctrl-C sends.</summary>
    public static ProgramRun Interrupted(string program, params string[] arguments)
    {
        using var running = Start(program, [], arguments);
        var first = running.Line();
        Signal(running);
        return End(running, $"{first}\n");
    }

    /// <summary>Runs it until it has printed a line that begins so, and then sends it what Ctrl-C sends.</summary>
    public static ProgramRun InterruptedAt(string line, string program, params string[] arguments)
    {
        using var running = Start(program, [], arguments);
        var (before, last) = ("", default(string));
        do
        {
            last = running.Line();
            before += $"{last}\n";
        } while (last is not null && !last.StartsWith(line, StringComparison.Ordinal));

        Signal(running);
        return End(running, before);
    }

    private static Running Start(string program, (string Name, string Value)[] environment, string[] arguments)
    {
        var path = Path.Combine(AppContext.BaseDirectory, $"{program}.dll");
        var start = new ProcessStartInfo("dotnet", [path, .. arguments]);
        start.Environment.Remove("CONVNET_PROVIDER");
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        return new(start);
    }

    private static void Signal(Running running)
    {
        using var kill = Process.Start("kill", ["-INT", $"{running.Id}"]);
        kill.WaitForExit();
    }

    private static ProgramRun End(Running running, string before)
    {
        var (code, output, errors) = running.End();
        return new(code, Lines(before + output), Lines(errors));
    }

    private static string[] Lines(string text) =>
        text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
