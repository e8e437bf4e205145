namespace Convnet;

/// <summary>Chooses among candidates: by order, or by name.</summary>
/// <param name="candidates">In the order in which they are preferred.</param>
internal sealed class ProviderRule(IReadOnlyList<ProviderCandidate> candidates)
{
    /// <summary>Every name, in order.</summary>
    internal IReadOnlyList<string> Names { get; } = [.. candidates.Select(candidate => candidate.Name).Distinct()];

    /// <summary>The names of which a candidate works here; tries them all.</summary>
    internal IReadOnlyList<string> Available => [.. Names.Where(name => Working(Named(name)) is not null)];

    /// <summary>The provider that an environment variable names, or the first that works where it is unset or empty.</summary>
    /// <exception cref="ProviderException">The name is unknown, or nothing of that name works.</exception>
    internal ProviderChoice Choose(string variable, string? value) =>
        string.IsNullOrWhiteSpace(value) ? Working(candidates)! : ByName(value, variable);

    /// <summary>The provider of a name.</summary>
    /// <param name="name">The name, in any case.</param>
    /// <param name="asker">Who asks, for the message.</param>
    /// <exception cref="ProviderException">The name is unknown, or nothing of that name works.</exception>
    internal ProviderChoice ByName(string name, string asker)
    {
        var named = Named(name);
        if (named.Count == 0)
        {
            throw new ProviderException(
                $"{asker} asks for the provider '{name}', which does not exist. There are {string.Join(", ", Names)}."
            );
        }

        return Working(named)
            ?? throw new ProviderException(
                $"{asker} asks for the provider '{name}', which cannot be used here.{string.Concat(named.Select(Rejection))}"
            );
    }

    /// <summary>A line for each candidate that was tried and does not work.</summary>
    internal string Rejections() =>
        string.Concat(candidates.Where(candidate => candidate.WasTried && candidate.Choice is null).Select(Rejection));

    private static string Rejection(ProviderCandidate candidate) =>
        $"\n  not {candidate.Name} by {candidate.Label}: {candidate.Reason}. {candidate.Remedy}";

    private static ProviderChoice? Working(IEnumerable<ProviderCandidate> candidates) =>
        candidates.Select(candidate => candidate.Choice).FirstOrDefault(choice => choice is not null);

    private IReadOnlyList<ProviderCandidate> Named(string name) =>
        [
            .. candidates.Where(candidate =>
                string.Equals(candidate.Name, name.Trim(), StringComparison.OrdinalIgnoreCase)
            ),
        ];
}
