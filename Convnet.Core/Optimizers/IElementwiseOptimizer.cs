namespace Convnet;

/// <summary>
/// A transformation that treats each value alone: written for a run of values, and lifted to trees once, in <see cref="Elementwise"/>.
/// The trainer runs it in place, piece by piece on all cores.
/// </summary>
internal interface IElementwiseOptimizer : IOptimizer
{
    /// <summary>How many slots there are for each value.</summary>
    int SlotCount { get; }

    /// <summary>What the slots hold before the first step.</summary>
    float SlotStart => 0;

    /// <summary>The transformation of one step.</summary>
    /// <param name="step">The number of steps before it.</param>
    ElementwiseUpdate At(long step);
}
