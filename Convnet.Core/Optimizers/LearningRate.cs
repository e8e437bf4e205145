namespace Convnet;

/// <summary>Reads and changes the learning rate of an optimizer, also inside of optimizers made of optimizers.</summary>
internal static class LearningRate
{
    /// <summary>The learning rate; NaN where there is none, or several, or a schedule says it.</summary>
    public static double Of(IOptimizer optimizer) => One(All(optimizer, _ => double.NaN));

    /// <summary>The learning rate of a step, which a schedule may say; NaN where there is none, or several.</summary>
    public static double At(IOptimizer optimizer, long step) => One(All(optimizer, scheduled => scheduled.Rate(step)));

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
        All(Check.NotNull(optimizer), _ => double.NaN).Distinct().Count() != 1
            ? throw new ArgumentException($"{user} uses the learning rate. {Complaint(optimizer)}", nameof(optimizer))
            : optimizer;

    private static string? Complaint(IOptimizer optimizer)
    {
        var rates = All(optimizer, _ => double.NaN).Distinct().ToList();
        return rates switch
        {
            [double.NaN] =>
                $"A schedule says the learning rate of {optimizer}, which one number cannot replace: change the schedule instead.",
            [_] => null,
            [] =>
                $"{optimizer} has no learning rate to change: use an optimizer of the library, a Chain that holds one of them, or an optimizer that implements ILearningRate.",
            _ =>
                $"{optimizer} has several learning rates ({string.Join(", ", rates)}), which one number cannot replace: "
                    + "give its members one rate, or make the new optimizer in a rule of Trainer.Adapt.",
        };
    }

    private static double One(IEnumerable<double> rates) =>
        rates.Distinct().ToArray() is [var rate] ? rate : double.NaN;

    private static IEnumerable<double> All(IOptimizer optimizer, Func<Scheduled, double> ofSchedule) =>
        optimizer switch
        {
            IOptimizerCombinator combinator => combinator.Parts.SelectMany(part => All(part, ofSchedule)),
            Scheduled scheduled => [ofSchedule(scheduled)],
            ILearningRate rated => [rated.LearningRate],
            _ => [],
        };

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
