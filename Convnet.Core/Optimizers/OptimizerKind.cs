namespace Convnet;

/// <summary>Whether one optimizer can go on from the state of another.</summary>
internal static class OptimizerKind
{
    /// <summary>True where both keep states of one form and meaning: the same type, with as many slots, and so for the members of a chain.</summary>
    public static bool IsSame(IOptimizer left, IOptimizer right) =>
        left.GetType() == right.GetType()
        && (left, right) switch
        {
            (Chain one, Chain other) => one.Optimizers.Length == other.Optimizers.Length
                && one.Optimizers.Zip(other.Optimizers).All(pair => IsSame(pair.First, pair.Second)),
            (IElementwiseOptimizer one, IElementwiseOptimizer other) => one.SlotCount == other.SlotCount,
            _ => true,
        };
}
