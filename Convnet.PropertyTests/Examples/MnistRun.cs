using System.Diagnostics;

namespace Convnet.PropertyTests;

/// <summary>A run of examples/Mnist as a user starts it: the build puts the program beside the tests.</summary>
internal sealed record MnistRun(int ExitCode, string[] Output, string[] Errors)
{
    /// <summary>Runs it to its end.</summary>
    public static MnistRun Of(params string[] arguments) => With([], arguments);

    /// <summary>The same with environment variables.</summary>
    public static MnistRun With((string Name, string Value)[] environment, params string[] arguments)
    {
        using var process = Start(environment, arguments);
        return End(process, "");
    }

    /// <summary>Runs it until it has printed a line, and then sends it what Ctrl-C sends.</summary>
    public static MnistRun Interrupted(params string[] arguments)
    {
        using var process = Start([], arguments);
        var first = process.StandardOutput.ReadLine();
        using var kill = Process.Start("kill", ["-INT", $"{process.Id}"]);
        kill.WaitForExit();
        return End(process, $"{first}\n");
    }

    private static Process Start((string Name, string Value)[] environment, string[] arguments)
    {
        var program = Path.Combine(AppContext.BaseDirectory, "Mnist.dll");
        var start = new ProcessStartInfo("dotnet", [program, .. arguments])
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

    private static MnistRun End(Process process, string before)
    {
        var errors = process.StandardError.ReadToEndAsync();
        var output = before + process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return new(process.ExitCode, Lines(output), Lines(errors.GetAwaiter().GetResult()));
    }

    private static string[] Lines(string text) =>
        text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
