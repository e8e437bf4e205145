namespace Convnet;

/// <summary>The phases that layers are run in.</summary>
internal static class Phases
{
    /// <summary>Inference and training.</summary>
    public static IReadOnlyList<(string Name, Phase Phase)> Of(Trial trial) =>
        [("inference", Phase.Inference), ("training", Training(trial))];

    /// <summary>A training step, in the middle of a batch.</summary>
    public static Phase Training(Trial trial) => Phase.Training(RandomKey.FromSeed(trial.Seed).Fold("phase"), 3);

    /// <summary>What a law says of one phase holds in inference and in training.</summary>
    public static Func<Trial, Finding> Each(Func<Trial, Phase, Finding> law) =>
        trial => Finding.All(Of(trial).Select(of => law(trial, of.Phase) with { Phase = of.Name }));
}
