using System.Collections.Immutable;

namespace Convnet;

/// <summary>What came of the laws that were checked: an immutable value, whose text is a line for each, or a counterexample.</summary>
public sealed record Verification
{
    internal Verification(ILayer layer, Shape input, IEnumerable<LawResult> results) =>
        (Layer, Input, Results) = (layer, input, [.. results]);

    /// <summary>What was checked.</summary>
    public ILayer Layer { get; }

    /// <summary>The shape of one sample that it was given.</summary>
    public Shape Input { get; }

    /// <summary>What came of each law, in the order in which they were checked.</summary>
    public ImmutableArray<LawResult> Results { get; }

    /// <summary>True where no law failed.</summary>
    public bool Passed => Results.All(result => result.Verdict != Verdict.Failed);

    /// <summary>The counterexamples, one for each law that failed.</summary>
    public IEnumerable<Counterexample> Counterexamples =>
        Results.Select(result => result.Counterexample).OfType<Counterexample>();

    /// <summary>This value where no law failed: the last word of a test, of any framework.</summary>
    /// <exception cref="VerificationException">A law failed; the message is the whole text.</exception>
    public Verification OrFail() => Passed ? this : throw new VerificationException(this);

    /// <inheritdoc/>
    public bool Equals(Verification? other) =>
        other is not null
        && Layer.Equals(other.Layer)
        && Input == other.Input
        && Results.AsSpan().SequenceEqual(other.Results.AsSpan());

    /// <inheritdoc/>
    public override int GetHashCode() => Results.Aggregate(HashCode.Combine(Layer, Input), HashCode.Combine);

    /// <summary>What was checked, and a line for each law, or a counterexample.</summary>
    public override string ToString() =>
        string.Join('\n', Results.Select(result => $"{result}").Prepend($"{Construction.Of(Layer)} given {Input}"));
}
