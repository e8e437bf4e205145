namespace Convnet;

/// <summary>All that resuming needs: going on from the state of an epoch gives the same bits as not having stopped.</summary>
/// <param name="Parameters">The weights.</param>
/// <param name="Optimizer">What the optimizer remembers.</param>
/// <param name="Key">The key that shuffles and draws come from.</param>
/// <param name="Epoch">Epochs that were begun and left: the next one has this number plus one.</param>
/// <param name="Step">Steps so far, over all epochs.</param>
/// <param name="Loss">The loss of the last step; NaN before any.</param>
public sealed record TrainingState(
    Parameters Parameters,
    OptimizerState Optimizer,
    RandomKey Key,
    int Epoch = 0,
    long Step = 0,
    double Loss = double.NaN
)
{
    /// <summary>The state before the first step, with weights from the trainer's seed.</summary>
    public static TrainingState Of(Trainer trainer) =>
        Of(trainer, Check.NotNull(trainer).Model.Initialize(trainer.Seed));

    /// <summary>The state before the first step, with weights of your own.</summary>
    /// <exception cref="ShapeException">The weights are not those of the trainer's model.</exception>
    public static TrainingState Of(Trainer trainer, Parameters weights)
    {
        var parameters = Check.NotNull(trainer).Model.Conform(weights);
        var trainable = parameters.Only(leaf => leaf.IsTrainable);
        return new(
            parameters,
            trainer.Optimizer.Initialize(trainable),
            RandomKey.FromSeed(trainer.Seed).Fold("training")
        );
    }

    /// <summary>The key of the next step's random draws.</summary>
    internal RandomKey StepKey => Key.Fold("step").Fold((ulong)Step);

    /// <summary>The key of this epoch's shuffle.</summary>
    internal RandomKey ShuffleKey => Key.Fold("shuffle").Fold((ulong)Epoch);
}
