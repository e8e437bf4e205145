using System.Collections.Immutable;

namespace Convnet;

/// <summary>
/// Transformations one after another: the update of one is the gradient of the next. Without parts, the gradient itself is the update.
/// <para>Example: <c>new Chain(clipping, new SGD(0.1))</c></para>
/// </summary>
public sealed record Chain : IOptimizer
{
    /// <summary>These one after another.</summary>
    public Chain(params IOptimizer[] optimizers)
        : this((IEnumerable<IOptimizer>)optimizers) { }

    /// <summary>These one after another.</summary>
    public Chain(IEnumerable<IOptimizer> optimizers) =>
        Optimizers = [.. Check.NotNull(optimizers).Select(optimizer => Check.NotNull(optimizer))];

    /// <summary>The transformations in order.</summary>
    public ImmutableArray<IOptimizer> Optimizers { get; }

    /// <inheritdoc/>
    public OptimizerState Initialize(Parameters parameters) =>
        new(0, parts: Optimizers.Select(optimizer => optimizer.Initialize(parameters)));

    /// <inheritdoc/>
    public OptimizerUpdate Update(Parameters gradient, OptimizerState state, Parameters parameters)
    {
        RefuseOther(Check.NotNull(state));
        var states = new List<OptimizerState>();
        foreach (var (optimizer, part) in Optimizers.Zip(state.Parts))
        {
            (gradient, var next) = optimizer.Update(gradient, part, parameters);
            states.Add(next);
        }

        return new(gradient, new(state.Step + 1, parts: states));
    }

    internal void RefuseOther(OptimizerState state)
    {
        if (state.Parts.Length != Optimizers.Length)
        {
            throw new ArgumentException(
                $"A chain of {Optimizers.Length} was given the state of another optimizer: {state}. Start from Initialize of the same chain.",
                nameof(state)
            );
        }
    }

    /// <inheritdoc/>
    public bool Equals(Chain? other) => other is not null && Optimizers.SequenceEqual(other.Optimizers);

    /// <inheritdoc/>
    public override int GetHashCode() => Optimizers.Aggregate(0, HashCode.Combine);

    /// <summary>The transformations in brackets.</summary>
    public override string ToString() => $"Chain [{string.Join(", ", Optimizers)}]";
}
