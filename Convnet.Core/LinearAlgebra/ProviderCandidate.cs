namespace Convnet;

/// <summary>One way to get a provider, tried at most once in a process.</summary>
internal sealed class ProviderCandidate
{
    private readonly Lazy<(ProviderChoice? Choice, string Reason)> attempt;

    /// <summary>A candidate.</summary>
    /// <param name="name">The name that asks for it; several candidates may share one.</param>
    /// <param name="label">What it is.</param>
    /// <param name="remedy">How to make it available.</param>
    /// <param name="open">Makes the provider, or throws a <see cref="ProviderException"/> with the reason why it cannot.</param>
    internal ProviderCandidate(string name, string label, string remedy, Func<ProviderChoice> open)
    {
        (Name, Label, Remedy) = (name, label, remedy);
        attempt = new(() => Attempt(open));
    }

    /// <summary>The name that asks for it.</summary>
    internal string Name { get; }

    /// <summary>What it is.</summary>
    internal string Label { get; }

    /// <summary>How to make it available.</summary>
    internal string Remedy { get; }

    /// <summary>The provider, or null where it cannot be used here.</summary>
    internal ProviderChoice? Choice => attempt.Value.Choice;

    /// <summary>Why it cannot be used.</summary>
    internal string Reason => attempt.Value.Reason;

    /// <summary>Whether it was tried already: describing the choice loads no library.</summary>
    internal bool WasTried => attempt.IsValueCreated;

    private static (ProviderChoice? Choice, string Reason) Attempt(Func<ProviderChoice> open)
    {
        try
        {
            return (open(), "");
        }
        catch (ProviderException exception)
        {
            return (null, exception.Message);
        }
    }
}
