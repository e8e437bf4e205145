namespace Convnet;

/// <summary>Reads and changes the learning rate of an optimizer, also inside of optimizers made of optimizers.</summary>
internal static class LearningRate
{
    /// <summary>The learning rate; NaN where there is none, or several, or a schedule says it.</summary>
    public static double Of(IOptimizer optimizer) => Sources(optimizer) is [double rate] ? rate : double.NaN;

    /// <summary>The learning rate of a step, which a schedule may say; NaN where there is none, or several.</summary>
    public static double At(IOptimizer optimizer, long step) =>
        Sources(optimizer) switch
        {
            [double rate] => rate,
            [ISchedule schedule] => Scheduled.Rate(schedule, step),
            _ => double.NaN,
        };

    /// <summary>The same optimizer with another learning rate.</summary>
    /// <exception cref="InvalidOperationException">There is none, or there are several, or a schedule says it.</exception>
    public static IOptimizer With(IOptimizer optimizer, double learningRate) =>
        Complaint(optimizer) is { } complaint
            ? throw new InvalidOperationException(complaint)
            : Replace(optimizer, Check.Positive(learningRate));

    /// <summary>The optimizer, which must have one learning rate that a number can replace.</summary>
    /// <exception cref="ArgumentException">It has none, several, or a schedule.</exception>
    public static IOptimizer RefuseNotSettable(IOptimizer optimizer, string user) =>
        Complaint(Check.NotNull(optimizer)) is { } complaint
            ? throw new ArgumentException($"{user} sets a learning rate. {complaint}", nameof(optimizer))
            : optimizer;

    /// <summary>The optimizer, which must have one learning rate, its own or a schedule's.</summary>
    /// <exception cref="ArgumentException">It has none or several.</exception>
    public static IOptimizer RefuseNotOne(IOptimizer optimizer, string user) =>
        Sources(Check.NotNull(optimizer)).Count != 1
            ? throw new ArgumentException($"{user} uses the learning rate. {Complaint(optimizer)}", nameof(optimizer))
            : optimizer;

    private static string? Complaint(IOptimizer optimizer) =>
        Sources(optimizer) switch
        {
            [double] => null,
            [ISchedule] =>
                $"A schedule says the learning rate of {optimizer}, which one number cannot replace: change the schedule instead.",
            [] =>
                $"{optimizer} has no learning rate to change: use an optimizer of the library, a Chain that holds one of them, or an optimizer that implements ILearningRate.",
            var several =>
                $"{optimizer} has several learning rates ({string.Join(", ", several)}), which one number cannot replace: "
                    + "give its members one rate, or make the new optimizer in a rule of Trainer.Adapt.",
        };

    /// <summary>The numbers and the schedules that say the learning rate, each once.</summary>
    private static List<object> Sources(IOptimizer optimizer)
    {
        return [.. All(optimizer).Distinct()];

        static IEnumerable<object> All(IOptimizer optimizer) =>
            optimizer switch
            {
                IOptimizerCombinator combinator => combinator.Parts.SelectMany(All),
                Scheduled scheduled => [scheduled.Schedule],
                ILearningRate rated => [rated.LearningRate],
                _ => [],
            };
    }

    private static IOptimizer Replace(IOptimizer optimizer, double learningRate) =>
        optimizer switch
        {
            IOptimizerCombinator combinator => combinator.WithParts([
                .. combinator.Parts.Select(part => Replace(part, learningRate)),
            ]),
            ILearningRate rated => rated.WithLearningRate(learningRate),
            _ => optimizer,
        };
}
