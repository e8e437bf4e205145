using System.Collections.Immutable;

namespace Convnet;

/// <summary>
/// Transformations one after another: the update of one is the gradient of the next. Without parts, the gradient itself is the update.
/// <para>Errors: an ArgumentException where two clippings would meet one gradient, with nothing between them, as in Keras; and where anything
/// stands behind an <see cref="ExponentialMovingAverage"/>.</para>
/// <para>Example: <c>new Chain(new ClipByNorm(1), new SGD(0.1))</c></para>
/// </summary>
public sealed record Chain : IOptimizerCombinator
{
    /// <summary>These one after another.</summary>
    public Chain(params IOptimizer[] optimizers)
        : this((IEnumerable<IOptimizer>)optimizers) { }

    /// <summary>These one after another.</summary>
    public Chain(IEnumerable<IOptimizer> optimizers)
    {
        Optimizers = [.. Check.NotNull(optimizers).Select(optimizer => Check.NotNull(optimizer))];
        RefuseBadOrder();
    }

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

    IReadOnlyList<IOptimizer> IOptimizerCombinator.Parts => Optimizers;

    IOptimizer IOptimizerCombinator.WithParts(IReadOnlyList<IOptimizer> parts) => new Chain(parts);

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

    private void RefuseBadOrder()
    {
        var links = Links(this).ToList();
        foreach (var (first, second) in links.Zip(links.Skip(1)))
        {
            // One average behind another is right: it changes nothing before it.
            if (second is not Averaging)
            {
                _ = Averages.RefuseBefore(first, second);
            }

            foreach (var last in Ends(first, links => links[^1]).Where(link => link is IClipping))
            {
                if (Ends(second, links => links[0]).FirstOrDefault(link => link is IClipping) is { } next)
                {
                    throw new ArgumentException(
                        $"{last} and {next} would clip one gradient twice: keep one of them, or put an optimizer between them."
                    );
                }
            }
        }
    }

    /// <summary>The link, or where it is groups of parameters the first or the last of each.</summary>
    private static IEnumerable<IOptimizer> Ends(IOptimizer link, Func<List<IOptimizer>, IOptimizer> end) =>
        link is ByParameter groups
            ? ((IOptimizerCombinator)groups)
                .Parts.Select(part => Links(part).ToList())
                .Where(links => links.Count > 0)
                .SelectMany(links => Ends(end(links), end))
            : [link];

    /// <summary>The links with chains and wrappers opened up.</summary>
    private static IEnumerable<IOptimizer> Links(IOptimizer optimizer) =>
        optimizer switch
        {
            Chain chain => chain.Optimizers.SelectMany(Links),
            IComposedOptimizer composed => Links(composed.Composition),
            Scheduled scheduled => Links(scheduled.Optimizer),
            _ => [optimizer],
        };
}
