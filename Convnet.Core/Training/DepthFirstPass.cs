namespace Convnet;

/// <summary>
/// Slice by slice through all layers, the loss and back, so that what a slice needs stays in its worker's cache; possible where no layer
/// couples samples.
/// </summary>
internal sealed class DepthFirstPass(Objective objective, Model model, Workers workers) : IPass
{
    private readonly int length = Slices.LengthFor(model);

    /// <inheritdoc/>
    public Parameters? Run(BatchRecord batch, Parameters weights, RandomKey key, GradientLanes lanes)
    {
        var slices = Slices.OfTraining(batch.Samples, length);
        lanes.Clear(slices.Lanes);
        workers.Run(
            slices.Lanes,
            (worker, lane) =>
            {
                for (var slice = slices.FirstOf(lane); slice < slices.FirstOf(lane + 1); slice++)
                {
                    using var scope = workers.Arena(worker).Use();
                    lanes.Add(lane, Gradient(batch, slices.Start(slice), slices.SamplesOf(slice), weights, key));
                }
            }
        );
        return null;
    }

    private Parameters Gradient(BatchRecord batch, int start, int samples, Parameters weights, RandomKey key)
    {
        var (output, pullback, state) = objective.Body.ForwardWithPullback(
            weights,
            batch.Input(start, samples),
            Phase.Training(key, start)
        );
        StateCheck.Refuse(state);
        var gradient = batch.OutputGradient(start, batch.Evaluate(start, output));
        return pullback(gradient, Wanted.Parameters).Parameters;
    }
}
