namespace Convnet;

/// <summary>
/// Keeps an exponential moving average of the parameters that an optimizer makes: <see cref="Trainer.Fit"/> gives the averages at its end,
/// and <see cref="Epoch.Averaged"/> has them after each epoch. It belongs around all else, since it takes its update for what is added to the
/// parameters.
/// <para>Formula: a ← μa + (1 − μ)w, w the parameters after the step; a = w after the first; after every k-th step w ← a (Keras, use_ema in optimizers/base_optimizer.py).</para>
/// <para>State: that of a chain of the optimizer and the average, whose slot is a.</para>
/// <para>Example: <c>new ExponentialMovingAverage(new Adam()) { OverwriteFrequency = 100 }</c></para>
/// </summary>
/// <param name="Optimizer">The optimizer.</param>
/// <param name="Momentum">μ, at least 0 and below 1.</param>
public sealed record ExponentialMovingAverage(IOptimizer Optimizer, double Momentum = 0.99) : IComposedOptimizer
{
    /// <summary>The optimizer.</summary>
    public IOptimizer Optimizer
    {
        get;
        init => field = Check.NotNull(value);
    } = Check.NotNull(Optimizer);

    /// <summary>μ, at least 0 and below 1.</summary>
    public double Momentum
    {
        get;
        init => field = Check.Fraction(value);
    } = Check.Fraction(Momentum);

    /// <summary>k, at least 1: after how many steps the parameters become their averages again and again; null, which is never before the end, unless told.</summary>
    public int? OverwriteFrequency
    {
        get;
        init => field = value is { } steps ? Check.Positive(steps, nameof(value)) : null;
    }

    /// <inheritdoc/>
    public OptimizerState Initialize(Parameters parameters) => Composition.Initialize(parameters);

    /// <inheritdoc/>
    public OptimizerUpdate Update(Parameters gradient, OptimizerState state, Parameters parameters) =>
        Composition.Update(gradient, state, parameters);

    Chain IComposedOptimizer.Composition => Composition;

    IOptimizer IOptimizerCombinator.WithParts(IReadOnlyList<IOptimizer> parts) => this with { Optimizer = parts[0] };

    private Chain Composition => new(Optimizer, new Averaging(Momentum, OverwriteFrequency));
}
