namespace Convnet;

/// <summary>Whether one optimizer can go on from the state of another.</summary>
internal static class OptimizerKind
{
    /// <summary>True where both keep states of one form and meaning: the same type, with as many slots, and so for what they are made of. A schedule keeps none.</summary>
    public static bool IsSame(IOptimizer left, IOptimizer right) =>
        (left, right) switch
        {
            (Scheduled one, _) => IsSame(one.Optimizer, right),
            (_, Scheduled other) => IsSame(left, other.Optimizer),
            _ => left.GetType() == right.GetType() && IsSameInside(left, right),
        };

    private static bool IsSameInside(IOptimizer left, IOptimizer right) =>
        (left, right) switch
        {
            (ByParameter one, ByParameter other) when one.Pattern != other.Pattern => false,
            (IOptimizerCombinator one, IOptimizerCombinator other) => one.Parts.Count == other.Parts.Count
                && one.Parts.Zip(other.Parts).All(pair => IsSame(pair.First, pair.Second)),
            (RMSprop one, RMSprop other) => one.Momentum > 0 == other.Momentum > 0 && one.Centered == other.Centered,
            (IElementwiseOptimizer one, IElementwiseOptimizer other) => one.SlotCount == other.SlotCount,
            _ => true,
        };
}
