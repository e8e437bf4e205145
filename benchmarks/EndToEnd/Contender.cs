namespace Convnet.Benchmarks;

/// <summary>What is measured: a provider of ours or a peer, with so many threads.</summary>
/// <param name="Provider">The provider, or the name of the peer.</param>
/// <param name="Threads">Threads that work.</param>
/// <param name="Measure">One run, in a process of its own.</param>
internal sealed record Contender(string Provider, int Threads, Func<Measurement> Measure)
{
    /// <summary>Measures all in turns, so that a change of the machine's mood meets all of them; gives the medians.</summary>
    /// <remarks>Who fails drops out, with a line on stderr; when nobody is left, that is an error.</remarks>
    public static IReadOnlyList<(Contender Contender, Measurement Median)> InTurns(
        IReadOnlyList<Contender> all,
        int runs
    )
    {
        var measured = all.ToDictionary(contender => contender, _ => new List<Measurement>());
        for (var run = 1; run <= runs; run++)
        {
            foreach (var contender in measured.Keys.ToArray())
            {
                try
                {
                    var measurement = contender.Measure();
                    measured[contender].Add(measurement);
                    Console.Error.WriteLine(
                        $"run {run} of {runs}: {contender}: {measurement.ImagesPerSecond:N0} images/s"
                    );
                }
                catch (InvalidOperationException failure)
                {
                    measured.Remove(contender);
                    Console.Error.WriteLine($"{contender} drops out: {failure.Message}");
                }
            }
        }

        return measured.Count > 0
            ?
            [
                .. all.Where(measured.ContainsKey)
                    .Select(contender => (contender, Measurement.Median(measured[contender]))),
            ]
            : throw new InvalidOperationException("Nothing could be measured; the reasons stand above.");
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Provider}, {Threads} {(Threads == 1 ? "thread" : "threads")}";
}
