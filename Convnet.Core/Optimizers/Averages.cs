namespace Convnet;

/// <summary>Finds the averages of the parameters in what an optimizer remembers.</summary>
internal static class Averages
{
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
