namespace Convnet;

/// <summary>
/// A learning rate that falls along half a cosine, and stays where it ends; where told, it rises along a line before.
/// <para>Formula: lr·((1 − α)·½(1 + cos(π·t/T)) + α), t = min(step, T). With a warm-up of W steps: lr + (target − lr)·step/W for
/// step &lt; W, then the same from the target, t counted from W (Keras, optimizers/schedules/learning_rate_schedule.py).</para>
/// <para>Example: <c>new CosineDecay(0, 10_000) { WarmupTarget = 0.1, WarmupSteps = 500 }</c></para>
/// </summary>
/// <param name="InitialLearningRate">lr, at least 0: where the rate begins.</param>
/// <param name="DecaySteps">T, at least 1: the steps of the fall, those of the warm-up not among them.</param>
public sealed record CosineDecay(double InitialLearningRate, int DecaySteps) : ISchedule
{
    /// <summary>lr, at least 0: where the rate begins.</summary>
    public double InitialLearningRate
    {
        get;
        init => field = Check.NotNegative(value);
    } = Check.NotNegative(InitialLearningRate);

    /// <summary>T, at least 1: the steps of the fall, those of the warm-up not among them.</summary>
    public int DecaySteps
    {
        get;
        init => field = Check.Positive(value);
    } = Check.Positive(DecaySteps);

    /// <summary>α, at least 0: the share of the rate that is left in the end; 0 unless told.</summary>
    public double Alpha
    {
        get;
        init => field = Check.NotNegative(value);
    }

    /// <summary>The rate that the warm-up leads to and the fall begins with, at least 0; null, which is no warm-up, unless told.</summary>
    public double? WarmupTarget
    {
        get;
        init => field = value is { } target ? Check.NotNegative(target, nameof(value)) : null;
    }

    /// <summary>W, at least 0: the steps of the warm-up; read where there is a target.</summary>
    public int WarmupSteps
    {
        get;
        init => field = Check.NotNegative(value);
    }

    /// <inheritdoc/>
    public double At(long step) =>
        WarmupTarget is not { } target ? Fall(InitialLearningRate, step)
        : step < WarmupSteps ? InitialLearningRate + ((target - InitialLearningRate) * step / WarmupSteps)
        : Fall(target, step - WarmupSteps);

    private double Fall(double rate, long step)
    {
        var cosine = Math.Cos(Math.PI * Math.Min(step, DecaySteps) / DecaySteps);
        return rate * (((1 - Alpha) * 0.5 * (1 + cosine)) + Alpha);
    }
}
