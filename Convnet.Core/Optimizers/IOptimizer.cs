namespace Convnet;

/// <summary>
/// A gradient transformation: turns a gradient into the update that is added to the parameters, and its state into the next. Closed under
/// <see cref="Chain"/>. It sees the trainable parameters only.
/// </summary>
public interface IOptimizer
{
    /// <summary>The state before the first step.</summary>
    OptimizerState Initialize(Parameters parameters);

    /// <summary>The update for a gradient, and the state after it.</summary>
    /// <param name="gradient">The gradient by the parameters, or what another transformation made of it.</param>
    /// <param name="state">From <see cref="Initialize"/> or the update before.</param>
    /// <param name="parameters">The parameters as they are.</param>
    OptimizerUpdate Update(Parameters gradient, OptimizerState state, Parameters parameters);
}
