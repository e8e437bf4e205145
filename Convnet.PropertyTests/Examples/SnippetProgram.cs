using System.Diagnostics;
using System.Reflection;
using System.Text.RegularExpressions;

namespace Convnet.PropertyTests;

/// <summary>A program of all snippets, one after another, compiled by the SDK's compiler and run as a process of its own.</summary>
internal static partial class SnippetProgram
{
    /// <summary>What examples may assume to be there, small enough that all of them run in a few seconds.</summary>
    private const string Assumed = """
        global using System;
        global using System.Collections.Generic;
        global using System.IO;
        global using System.Linq;
        global using System.Threading;
        global using Convnet;
        global using static Assumed;

        internal static class Assumed
        {
            public static TrainTestSplit mnist { get; } = Mnist.Load();
            public static Batch batch { get; } = mnist.Train.Take(8).Batch();
            public static float[][] images { get; } = [.. Enumerable.Range(0, 8).Select(i => batch.Input[i, .., .., ..].ToArray())];
            public static int[] labels { get; } = [.. batch.Target.ToArray().Select(label => (int)label)];
            public static Model convnet { get; } = new([28, 28, 1], new Conv2D(4, (3, 3)), new Flatten(), new Dense(10) { Activation = Activation.Softmax });
            public static Parameters weights { get; } = convnet.Initialize(1);
            public static Trainer trainer { get; } = new(convnet, new CategoricalCrossentropy(), new RMSprop()) { BatchSize = 64, Progress = Progress.None };
            public static Epoch trained { get; } = trainer.Fit(1, mnist.Train);
            public static Model model => convnet;
            public static Dataset data => mnist.Train;
            public static Dataset test => mnist.Test;
            public static EarlyStopping rule { get; } = new();
            public static IEnumerable<Epoch> epochs => trainer.Epochs(data).Validate(test).Take(3);
            public static IOptimizer clipping { get; } = new SGD(1);

            public static void Example(Action action) => action();

            public static T Example<T>(Func<T> value) => value();
        }


        """;

    /// <summary>What the compiler or the program has to say against the snippets, with the place of each; empty where all is well.</summary>
    public static string ComplaintsAbout(IReadOnlyList<Snippet> snippets)
    {
        using var folder = new TemporaryFolder();
        SmallDigits.WriteTo(folder.Path);
        File.WriteAllText(Path.Combine(folder.Path, "snippets.cs"), Source(snippets));
        File.WriteAllLines(Path.Combine(folder.Path, "snippets.rsp"), CompilerArguments(folder.Path));
        var compiled = Run(folder.Path, Compiler, "-noconfig", "@snippets.rsp");
        return compiled.Length > 0
            ? compiled
            : Run(
                folder.Path,
                "exec",
                "--runtimeconfig",
                Beside("Convnet.PropertyTests.runtimeconfig.json"),
                "snippets.dll"
            );
    }

    private static string Compiler =>
        typeof(SnippetProgram)
            .Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .Single(attribute => attribute.Key == "Compiler")
            .Value!;

    private static string Beside(string name) => Path.Combine(AppContext.BaseDirectory, name);

    private static string Source(IReadOnlyList<Snippet> snippets)
    {
        var classes = snippets.Select((snippet, i) => Class(snippet, $"Snippet{i}"));
        var calls = snippets.Select((snippet, i) => $"""Run("{snippet}", Snippet{i}.Run);""");
        return $$"""
            {{Assumed}}
            {{string.Join('\n', classes)}}
            internal static class Program
            {
                private static void Main()
                {
                    {{string.Join('\n', calls)}}
                }

                private static void Run(string place, Action snippet)
                {
                    try
                    {
                        snippet();
                    }
                    catch (Exception error)
                    {
                        Console.Error.WriteLine($"{place}: {error.GetType().Name}: {error.Message}");
                    }
                }
            }
            """;
    }

    /// <summary>A snippet as a class: its statements in a method and, as in a program of top-level statements, its types behind them.</summary>
    private static string Class(Snippet snippet, string name)
    {
        var code = Using().Replace(snippet.Code, "");
        var types = TypeDeclaration().Match(code) is { Success: true } match ? match.Index : code.Length;
        return $$"""
            internal static class {{name}}
            {
                public static void Run()
                {
            #line {{snippet.Line}} "{{snippet.File}}"
            {{code[..types]}}
                }
            #line {{snippet.Line + code.AsSpan(0, types).Count('\n')}} "{{snippet.File}}"
            {{code[types..]}}
            }
            """;
    }

    /// <summary>The references are what the tests themselves run on.</summary>
    private static IEnumerable<string> CompilerArguments(string folder)
    {
        foreach (var name in new[] { "Convnet.Core", "MathNet.Numerics", "System.Numerics.Tensors" })
        {
            File.Copy(Beside($"{name}.dll"), Path.Combine(folder, $"{name}.dll"));
        }

        var references = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator);
        return
        [
            "-nologo",
            "-nostdlib",
            "-nullable:enable",
            "-warnaserror+",
            "-target:exe",
            "-out:snippets.dll",
            "snippets.cs",
            .. references.Select(reference => $"-reference:\"{reference}\""),
        ];
    }

    /// <summary>Its errors and, where it fails, its output.</summary>
    private static string Run(string folder, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["CONVNET_DATA"] = folder;
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return errors.GetAwaiter().GetResult() + (process.ExitCode == 0 ? "" : output);
    }

    [GeneratedRegex(@"^using [A-Z][\w.]*;$", RegexOptions.Multiline)]
    private static partial Regex Using();

    [GeneratedRegex(
        @"^(?:(?:public|internal|sealed|readonly|static) )*(?:record|class|struct|interface) ",
        RegexOptions.Multiline
    )]
    private static partial Regex TypeDeclaration();
}
