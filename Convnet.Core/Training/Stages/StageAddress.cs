using System.Collections.Immutable;

namespace Convnet;

/// <summary>Where a layer stands in the body: the numbers that lead to its parameters, and those that its phase is derived by.</summary>
/// <param name="Parts">From the outermost on, the numbers of the parts.</param>
/// <param name="Turns">The same, with the number of the use where a <see cref="Repeat"/> uses one part several times.</param>
/// <param name="IsShared">Whether another stage, another use, has the same parameters.</param>
internal readonly record struct StageAddress(ImmutableArray<int> Parts, ImmutableArray<int> Turns, bool IsShared)
{
    /// <summary>The body itself.</summary>
    public static StageAddress Root => new([], [], false);

    /// <summary>The address of a part.</summary>
    public StageAddress Child(int part) => new(Parts.Add(part), Turns.Add(part), IsShared);

    /// <summary>The address of a repeated part in one of its uses.</summary>
    public StageAddress Use(int part, int use) => new(Parts.Add(part), Turns.Add(use), true);

    /// <summary>The parameters there.</summary>
    public Parameters Of(Parameters weights)
    {
        foreach (var part in Parts)
        {
            weights = weights[part];
        }

        return weights;
    }

    /// <summary>The phase there.</summary>
    public Phase Of(Phase phase)
    {
        foreach (var turn in Turns)
        {
            phase = phase.Child(turn);
        }

        return phase;
    }

    /// <summary>A tree of the body that holds nothing but these parameters, at this place.</summary>
    public Parameters Lift(Parameters parameters) =>
        Parts.Reverse().Aggregate(parameters, (tree, part) => Parameters.OfChildren([.. Nothing(part), tree]));

    private static IEnumerable<Parameters> Nothing(int count) => Enumerable.Repeat(Parameters.None, count);
}
