namespace Convnet;

/// <summary>
/// A learning rate that is multiplied by the same number again and again.
/// <para>Formula: lr·rᵖ, p = step/steps, rounded down for a staircase (Keras, optimizers/schedules/learning_rate_schedule.py).</para>
/// <para>Example: <c>new ExponentialDecay(0.1, 1000, 0.96) { Staircase = true }</c></para>
/// </summary>
/// <param name="InitialLearningRate">lr, at least 0.</param>
/// <param name="DecaySteps">After how many steps the rate is r times what it was, at least 1.</param>
/// <param name="DecayRate">r, above 0.</param>
public sealed record ExponentialDecay(double InitialLearningRate, int DecaySteps, double DecayRate) : ISchedule
{
    /// <summary>lr, at least 0.</summary>
    public double InitialLearningRate
    {
        get;
        init => field = Check.NotNegative(value);
    } = Check.NotNegative(InitialLearningRate);

    /// <summary>After how many steps the rate is r times what it was, at least 1.</summary>
    public int DecaySteps
    {
        get;
        init => field = Check.Positive(value);
    } = Check.Positive(DecaySteps);

    /// <summary>r, above 0.</summary>
    public double DecayRate
    {
        get;
        init => field = Check.Positive(value);
    } = Check.Positive(DecayRate);

    /// <summary>Whether the rate changes at multiples of the steps alone; at each step unless told.</summary>
    public bool Staircase { get; init; }

    /// <inheritdoc/>
    public double At(long step)
    {
        var power = step / (double)DecaySteps;
        return InitialLearningRate * Math.Pow(DecayRate, Staircase ? Math.Floor(power) : power);
    }
}
