namespace Convnet;

/// <summary>The same learning rate for every step.</summary>
/// <param name="LearningRate">The rate, at least 0.</param>
public sealed record ConstantSchedule(double LearningRate) : ISchedule
{
    /// <summary>The rate, at least 0.</summary>
    public double LearningRate
    {
        get;
        init => field = Check.NotNegative(value);
    } = Check.NotNegative(LearningRate);

    /// <inheritdoc/>
    public double At(long step) => LearningRate;
}
