namespace Convnet;

/// <summary>Finds the averages of the parameters in what an optimizer remembers.</summary>
internal static class Averages
{
    /// <summary>Whether an average is kept anywhere in it.</summary>
    public static bool Has(IOptimizer optimizer) =>
        optimizer switch
        {
            Averaging or ExponentialMovingAverage => true,
            Scheduled scheduled => Has(scheduled.Optimizer),
            IOptimizerCombinator combinator => combinator.Parts.Any(Has),
            _ => false,
        };

    /// <summary>Refuses an optimizer that keeps an average of the parameters, where its update is not yet what is added to them.</summary>
    /// <exception cref="ArgumentException">It keeps one.</exception>
    public static IOptimizer RefuseBefore(IOptimizer optimizer, object behind) =>
        Has(optimizer)
            ? throw new ArgumentException(
                $"{behind} changes the update of {optimizer}, whose average would then be of other parameters than there are. "
                    + "Put the ExponentialMovingAverage around all else.",
                nameof(optimizer)
            )
            : optimizer;

    /// <summary>The parameters with the averages in the place of those of which there are any.</summary>
    public static Parameters Of(IOptimizer optimizer, OptimizerState state, Parameters parameters) =>
        optimizer switch
        {
            ExponentialMovingAverage => state.Step == 0 ? parameters : parameters.Merge(state.Parts[1].Slots[0]),
            Scheduled scheduled => Of(scheduled.Optimizer, state, parameters),
            IOptimizerCombinator combinator => combinator
                .Parts.Zip(state.Parts)
                .Aggregate(parameters, (merged, part) => Of(part.First, part.Second, merged)),
            _ => parameters,
        };
}
