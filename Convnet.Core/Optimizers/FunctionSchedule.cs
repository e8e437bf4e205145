namespace Convnet;

/// <summary>A schedule from a function of your own.</summary>
/// <param name="Function">The learning rate of a step, the first update's being 0; pure, so that a training that goes on gives the same bits.</param>
/// <example><code>new Scheduled(new FunctionSchedule(step => 0.1 / (1 + step)), new SGD())</code></example>
public sealed record FunctionSchedule(Func<long, double> Function) : ISchedule
{
    /// <summary>The learning rate of a step.</summary>
    public Func<long, double> Function
    {
        get;
        init => field = Check.NotNull(value);
    } = Check.NotNull(Function);

    /// <inheritdoc/>
    public double At(long step) => Function(step);
}
