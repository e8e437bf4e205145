namespace Convnet;

/// <summary>
/// What the optimizers share that treat each value alone and have a learning rate: a new one says how many slots it keeps, and what it makes of
/// a run of gradient values.
/// </summary>
public abstract record ElementwiseOptimizer : IElementwiseOptimizer, ILearningRate
{
    private protected ElementwiseOptimizer(double learningRate) =>
        LearningRate = Check.Positive(learningRate, nameof(LearningRate));

    /// <summary>lr, above 0.</summary>
    public double LearningRate
    {
        get;
        init => field = Check.Positive(value);
    }

    /// <inheritdoc/>
    public IOptimizer WithLearningRate(double learningRate) => this with { LearningRate = learningRate };

    /// <inheritdoc/>
    public OptimizerState Initialize(Parameters parameters) => Elementwise.Initialize(this, parameters);

    /// <inheritdoc/>
    public OptimizerUpdate Update(Parameters gradient, OptimizerState state, Parameters parameters) =>
        Elementwise.Update(this, gradient, state, parameters);

    int IElementwiseOptimizer.SlotCount => SlotCount;

    float IElementwiseOptimizer.SlotStart => SlotStart;

    ElementwiseUpdate IElementwiseOptimizer.At(long step) => At(step);

    /// <inheritdoc cref="IElementwiseOptimizer.SlotCount"/>
    internal abstract int SlotCount { get; }

    /// <inheritdoc cref="IElementwiseOptimizer.SlotStart"/>
    internal virtual float SlotStart => 0;

    /// <inheritdoc cref="IElementwiseOptimizer.At"/>
    internal abstract ElementwiseUpdate At(long step);
}
