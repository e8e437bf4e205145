namespace Convnet;

/// <summary>
/// An optimizer whose learning rate a schedule says, step by step: the first update has step 0.
/// <para>State: that of the optimizer; its count of steps is what the schedule is asked for, so that a training that goes on goes on in the schedule.</para>
/// <para>Errors: an ArgumentException where the optimizer has no learning rate, or several; an InvalidOperationException where the schedule gives a number that is no rate, and where another learning rate is to be set.</para>
/// <para>Example: <c>new Scheduled(new CosineDecay(0.1, 10_000), new SGD(Momentum: 0.9))</c></para>
/// </summary>
/// <param name="Schedule">The learning rate of each step.</param>
/// <param name="Optimizer">The optimizer; its own learning rate is not used.</param>
public sealed record Scheduled(ISchedule Schedule, IOptimizer Optimizer) : IOptimizer
{
    /// <summary>The learning rate of each step.</summary>
    public ISchedule Schedule
    {
        get;
        init => field = Check.NotNull(value);
    } = Check.NotNull(Schedule);

    /// <summary>The optimizer; its own learning rate is not used.</summary>
    public IOptimizer Optimizer
    {
        get;
        init => field = LearningRate.RefuseNotSettable(value, nameof(Scheduled));
    } = LearningRate.RefuseNotSettable(Optimizer, nameof(Scheduled));

    /// <inheritdoc/>
    public OptimizerState Initialize(Parameters parameters) => Optimizer.Initialize(parameters);

    /// <inheritdoc/>
    public OptimizerUpdate Update(Parameters gradient, OptimizerState state, Parameters parameters) =>
        At(Check.NotNull(state).Step).Update(gradient, state, parameters);

    /// <summary>The optimizer with the learning rate of a step.</summary>
    internal IOptimizer At(long step) =>
        // Optimizers ask for rates above 0. The least one above it is 0 in float32, in which they reckon.
        LearningRate.With(Optimizer, Math.Max(Rate(Schedule, step), double.Epsilon));

    /// <summary>The learning rate of a step.</summary>
    internal static double Rate(ISchedule schedule, long step) =>
        schedule.At(step) is var rate && rate >= 0 && double.IsFinite(rate)
            ? rate
            : throw new InvalidOperationException(
                $"{schedule} gave the learning rate {rate} for step {step}, but it must be a finite number of at least 0."
            );
}
