namespace Convnet;

/// <summary>Reads and changes the learning rate of an optimizer, also inside of chains.</summary>
internal static class LearningRate
{
    /// <summary>The learning rate; NaN where there is none, or where the members of a chain have several.</summary>
    public static double Of(IOptimizer optimizer) =>
        All(optimizer).Distinct().ToArray() is [var rate] ? rate : double.NaN;

    /// <summary>The same optimizer with another learning rate.</summary>
    /// <exception cref="InvalidOperationException">There is none, or there are several.</exception>
    public static IOptimizer With(IOptimizer optimizer, double learningRate)
    {
        var rates = All(optimizer).Distinct().ToList();
        return rates.Count switch
        {
            1 => Replace(optimizer, Check.Positive(learningRate)),
            0 => throw new InvalidOperationException(
                $"{optimizer} has no learning rate to change: use SGD, RMSprop, Adam, a Chain that holds one of them, or an optimizer that implements ILearningRate."
            ),
            _ => throw new InvalidOperationException(
                $"{optimizer} has several learning rates ({string.Join(", ", rates)}), which one number cannot replace: "
                    + "give its members one rate, or make the new chain in a rule of Trainer.Adapt."
            ),
        };
    }

    private static IEnumerable<double> All(IOptimizer optimizer) =>
        optimizer switch
        {
            Chain chain => chain.Optimizers.SelectMany(All),
            ILearningRate rated => [rated.LearningRate],
            _ => [],
        };

    private static IOptimizer Replace(IOptimizer optimizer, double learningRate) =>
        optimizer switch
        {
            Chain chain => new Chain(chain.Optimizers.Select(link => Replace(link, learningRate))),
            ILearningRate rated => rated.WithLearningRate(learningRate),
            _ => optimizer,
        };
}
