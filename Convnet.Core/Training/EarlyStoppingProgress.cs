namespace Convnet;

/// <summary>Where an <see cref="EarlyStopping"/> stands.</summary>
/// <param name="Wait">Epochs since the last improvement.</param>
/// <param name="Best">The best value; null before any.</param>
/// <param name="BestEpoch">The number of its epoch, from 0.</param>
/// <param name="IsBest">Whether the last epoch was the best so far.</param>
/// <param name="IsStopped">Whether the last epoch ends the sequence.</param>
internal readonly record struct EarlyStoppingProgress(
    int Wait,
    double? Best,
    int BestEpoch,
    bool IsBest,
    bool IsStopped
);
