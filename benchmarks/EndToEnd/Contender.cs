namespace Convnet.Benchmarks;

/// <summary>What is measured: a provider of ours or a peer, with so many threads.</summary>
/// <param name="Provider">The provider, or the name of the peer.</param>
/// <param name="Threads">Threads that work.</param>
/// <param name="Measure">One run, in a process of its own: the same rows each time.</param>
internal sealed record Contender(string Provider, int Threads, Func<IReadOnlyList<Row>> Measure)
{
    /// <summary>Measures all in turns, so that a change of the machine's mood meets all of them; gives the medians.</summary>
    /// <remarks>Who fails drops out, with a line on stderr; when nobody is left, that is an error.</remarks>
    public static IReadOnlyList<Row> InTurns(IReadOnlyList<Contender> all, int runs)
    {
        var measured = all.ToDictionary(contender => contender, _ => new List<IReadOnlyList<Row>>());
        for (var run = 1; run <= runs; run++)
        {
            foreach (var contender in measured.Keys.ToArray())
            {
                try
                {
                    var rows = contender.Measure();
                    measured[contender].Add(rows);
                    Console.Error.WriteLine($"run {run} of {runs}: {contender}: {rows[0].ImagesPerSecond:N0} images/s");
                }
                catch (InvalidOperationException failure)
                {
                    measured.Remove(contender);
                    Console.Error.WriteLine($"{contender} drops out: {failure.Message}");
                }
            }
        }

        return measured.Count > 0
            ? [.. all.Where(measured.ContainsKey).SelectMany(contender => Medians(measured[contender]))]
            : throw new InvalidOperationException("Nothing could be measured; the reasons stand above.");
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Provider}, {Threads} {(Threads == 1 ? "thread" : "threads")}";

    private static IEnumerable<Row> Medians(List<IReadOnlyList<Row>> runs) =>
        runs[0].Select((_, i) => Row.Median([.. runs.Select(rows => rows[i])]));
}
