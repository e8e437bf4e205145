using System.IO.Enumeration;

namespace Convnet;

/// <summary>
/// One optimizer for the parameters whose path fits a pattern, another for all others. More groups are made by another ByParameter among the
/// others; the first pattern that fits counts.
/// <para>Pattern: the path from the model down, <c>conv2d_1/kernel</c>, where * stands for anything, also over several levels, and ? for one character.</para>
/// <para>State: two parts, each for the parameters of its group.</para>
/// <para>Errors: an ArgumentException where no path fits; the message says which there are.</para>
/// <para>Example: <c>new ByParameter("*/bias", new Adam(1e-3), new AdamW(1e-3))</c></para>
/// </summary>
/// <param name="Pattern">Which paths, upper and lower case apart.</param>
/// <param name="Optimizer">What updates those.</param>
/// <param name="Otherwise">What updates the others.</param>
public sealed record ByParameter(string Pattern, IOptimizer Optimizer, IOptimizer Otherwise) : IOptimizerCombinator
{
    /// <summary>Which paths.</summary>
    public string Pattern
    {
        get;
        init => field = Check.NotNull(value);
    } = Check.NotNull(Pattern);

    /// <summary>What updates those.</summary>
    public IOptimizer Optimizer
    {
        get;
        init => field = Check.NotNull(value);
    } = Check.NotNull(Optimizer);

    /// <summary>What updates the others.</summary>
    public IOptimizer Otherwise
    {
        get;
        init => field = Check.NotNull(value);
    } = Check.NotNull(Otherwise);

    /// <inheritdoc/>
    public OptimizerState Initialize(Parameters parameters)
    {
        var (group, others) = Split(Check.NotNull(parameters));
        return new(0, parts: [Optimizer.Initialize(group), Otherwise.Initialize(others)]);
    }

    /// <inheritdoc/>
    public OptimizerUpdate Update(Parameters gradient, OptimizerState state, Parameters parameters)
    {
        RefuseOther(Check.NotNull(state));
        var (group, others) = Split(Check.NotNull(parameters));

        // The paths are those of the parameters: a gradient need not be labelled.
        var (ofGroup, ofOthers) = Split(parameters.Merge(Check.NotNull(gradient)));
        var first = Optimizer.Update(ofGroup, state.Parts[0], group);
        var second = Otherwise.Update(ofOthers, state.Parts[1], others);
        return new(
            gradient.Merge(first.Update).Merge(second.Update),
            new(state.Step + 1, parts: [first.State, second.State])
        );
    }

    IReadOnlyList<IOptimizer> IOptimizerCombinator.Parts => [Optimizer, Otherwise];

    IOptimizer IOptimizerCombinator.WithParts(IReadOnlyList<IOptimizer> parts) =>
        this with
        {
            Optimizer = parts[0],
            Otherwise = parts[1],
        };

    internal static void RefuseOther(OptimizerState state)
    {
        if (state.Parts.Length != 2)
        {
            throw new ArgumentException(
                $"A ByParameter was given the state of another optimizer: {state}. Start from Initialize of the same one.",
                nameof(state)
            );
        }
    }

    /// <summary>Of some tensors, by their paths, which are the group's.</summary>
    /// <exception cref="ArgumentException">None is.</exception>
    internal bool[] Group(IReadOnlyList<string> paths, bool[] isMember)
    {
        var group = paths.Select((path, leaf) => isMember[leaf] && Fits(path)).ToArray();
        RefuseEmpty(group.Contains(true), paths.Where((_, leaf) => isMember[leaf]));
        return group;
    }

    private (Parameters Group, Parameters Others) Split(Parameters tree)
    {
        var paths = tree.Leaves.Select(leaf => leaf.Path).ToList();
        RefuseEmpty(paths.Any(Fits), paths);
        return (tree.Only(leaf => Fits(leaf.Path)), tree.Only(leaf => !Fits(leaf.Path)));
    }

    private bool Fits(string path) => FileSystemName.MatchesSimpleExpression(Pattern, path, ignoreCase: false);

    private void RefuseEmpty(bool fitsAny, IEnumerable<string> paths)
    {
        if (!fitsAny)
        {
            throw new ArgumentException(
                $"No parameter fits the pattern '{Pattern}', whose optimizer would have nothing to do. There are {string.Join(", ", paths)}."
            );
        }
    }
}
