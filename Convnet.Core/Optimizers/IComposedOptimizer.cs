namespace Convnet;

/// <summary>An optimizer and what is done behind it, as a chain, which says all that it does.</summary>
internal interface IComposedOptimizer : IOptimizerCombinator
{
    /// <summary>The optimizer.</summary>
    IOptimizer Optimizer { get; }

    /// <summary>The optimizer, and one link behind it.</summary>
    Chain Composition { get; }

    IReadOnlyList<IOptimizer> IOptimizerCombinator.Parts => [Optimizer];
}
