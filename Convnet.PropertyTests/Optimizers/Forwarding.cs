namespace Convnet.PropertyTests;

/// <summary>An optimizer of a user's own, which the trainer gives trees: it does what another does.</summary>
/// <param name="Inner">The other.</param>
internal sealed record Forwarding(IOptimizer Inner) : IOptimizer
{
    public OptimizerState Initialize(Parameters parameters) => Inner.Initialize(parameters);

    public OptimizerUpdate Update(Parameters gradient, OptimizerState state, Parameters parameters) =>
        Inner.Update(gradient, state, parameters);
}
