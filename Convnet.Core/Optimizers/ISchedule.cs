namespace Convnet;

/// <summary>A learning rate for each step. One of your own is a record that implements it, or a <see cref="FunctionSchedule"/>.</summary>
public interface ISchedule
{
    /// <summary>The learning rate of a step.</summary>
    /// <param name="step">The number of steps before it: 0 for the first update.</param>
    double At(long step);
}
