namespace Convnet;

/// <summary>
/// Decoupled weight decay beside an optimizer: each step also takes a share of the parameters away, whatever the gradient is. It reaches all
/// parameters that the optimizer has, biases too, as in Keras; <see cref="ByParameter"/> keeps it from some.
/// <para>Formula: u ← u − lr·λ·w, with the learning rate of that step, also where a <see cref="Scheduled"/> inside or outside says it (Keras, weight_decay in optimizers/base_optimizer.py).</para>
/// <para>State: that of a chain of the optimizer and the decay.</para>
/// <para>Errors: an ArgumentException where the optimizer has no learning rate, or several, or keeps an average of the parameters.</para>
/// <para>Example: <c>new WeightDecay(1e-4, new SGD(0.1, 0.9))</c></para>
/// </summary>
/// <param name="Decay">λ, at least 0.</param>
/// <param name="Optimizer">The optimizer beside which weights decay.</param>
public sealed record WeightDecay(double Decay, IOptimizer Optimizer) : IComposedOptimizer
{
    /// <summary>λ, at least 0.</summary>
    public double Decay
    {
        get;
        init => field = Check.NotNegative(value);
    } = Check.NotNegative(Decay);

    /// <summary>The optimizer beside which weights decay.</summary>
    public IOptimizer Optimizer
    {
        get;
        init => field = Decayed(value);
    } = Decayed(Optimizer);

    /// <inheritdoc/>
    public OptimizerState Initialize(Parameters parameters) => Composition.Initialize(parameters);

    /// <inheritdoc/>
    public OptimizerUpdate Update(Parameters gradient, OptimizerState state, Parameters parameters) =>
        Composition.Update(gradient, state, parameters);

    Chain IComposedOptimizer.Composition => Composition;

    IOptimizer IOptimizerCombinator.WithParts(IReadOnlyList<IOptimizer> parts) => this with { Optimizer = parts[0] };

    private static IOptimizer Decayed(IOptimizer optimizer) =>
        Averages.RefuseBefore(LearningRate.RefuseNotOne(optimizer, nameof(WeightDecay)), nameof(WeightDecay));

    private Chain Composition => new(Optimizer, new WeightShrinkage(Decay, Optimizer));
}
