namespace Convnet;

/// <summary>An optimizer made of optimizers, with one state for each in <see cref="OptimizerState.Parts"/>.</summary>
internal interface IOptimizerCombinator : IOptimizer
{
    /// <summary>What it is made of, in the order of the states.</summary>
    IReadOnlyList<IOptimizer> Parts { get; }

    /// <summary>The same around other parts, as many.</summary>
    IOptimizer WithParts(IReadOnlyList<IOptimizer> parts);
}
