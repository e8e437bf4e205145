namespace Convnet.Benchmarks;

/// <summary>What the program does with its modes.</summary>
internal static class Session
{
    /// <summary>Measures one mode after the other, each contender in a process of its own, and prints what came out.</summary>
    /// <returns>The exit code.</returns>
    /// <exception cref="InvalidOperationException">Nothing could be measured.</exception>
    public static int Run(string word, Options options)
    {
        if (!options.Json)
        {
            Console.WriteLine($"{Machine.Describe()}, {DateTime.Now:yyyy-MM-dd}");
        }

        var count = 0;
        foreach (var mode in Mode.Named(word))
        {
            var rows = mode.Rows(options);
            count += rows.Count;
            if (rows.Count > 0)
            {
                Report.Print(rows, options.Json);
            }

            if (options.Picture is { } picture && rows.Count > 0)
            {
                CostPicture.Write(picture, rows);
            }
        }

        return count > 0
            ? 0
            : throw new InvalidOperationException(
                $"{word} measures none of the networks {string.Join(", ", options.Nets)}."
            );
    }

    /// <summary>One run in this process, of a mode, a provider and a number of threads.</summary>
    /// <returns>The exit code.</returns>
    /// <exception cref="InvalidOperationException">Another program does the work of the mode.</exception>
    public static int Here(string word, Options options)
    {
        var mode = Mode.All.SingleOrDefault(mode => mode.Name == word);
        var here =
            mode?.Here
            ?? throw new InvalidOperationException($"{word} starts other programs: leave {OwnProcess.Here} away.");
        if (options.Providers is [var provider])
        {
            Provider.Use(provider);
        }

        Report.Print([.. here(options)], options.Json);
        return 0;
    }
}
