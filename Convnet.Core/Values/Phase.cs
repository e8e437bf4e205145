namespace Convnet;

/// <summary>
/// What a layer is run for. The default is inference; in training it carries the random key of the step and of the place in the model,
/// and where the slice at hand begins in its batch, so that a draw depends on the sample and never on how a batch is cut.
/// </summary>
public readonly record struct Phase
{
    /// <summary>Inference: nothing is random, moving statistics are used and not updated.</summary>
    public static Phase Inference => default;

    /// <summary>True in training, also inside a frozen part (where a Dropout still drops).</summary>
    public bool IsTraining { get; private init; }

    /// <summary>True inside a frozen part: moving statistics are used and kept.</summary>
    public bool IsFrozen { get; private init; }

    /// <summary>The key for random draws of this layer in this step.</summary>
    public RandomKey Key { get; private init; }

    /// <summary>The number, within the batch, of the first sample at hand.</summary>
    public int SampleOffset { get; private init; }

    /// <summary>True where a layer is to compute and return new moving statistics: in training and not frozen.</summary>
    public bool UpdatesState => IsTraining && !IsFrozen;

    /// <summary>The phase of a training step.</summary>
    /// <param name="key">The key of the step.</param>
    /// <param name="sampleOffset">The number, within the batch, of the first sample at hand.</param>
    public static Phase Training(RandomKey key, int sampleOffset = 0) =>
        new()
        {
            IsTraining = true,
            Key = key,
            SampleOffset = Check.NotNegative(sampleOffset),
        };

    /// <summary>The phase for part number <paramref name="part"/> of a combinator; every combinator passes it on.</summary>
    public Phase Child(int part) => IsTraining ? this with { Key = Key.Fold((ulong)part) } : this;

    /// <summary>The key for random draws of this layer for one sample, the same however the batch is cut.</summary>
    /// <param name="sample">The number of the sample among those at hand.</param>
    public RandomKey KeyOf(int sample) => Key.Fold((ulong)SampleOffset + (ulong)Check.NotNegative(sample));

    /// <summary>The phase of samples further on in the same batch.</summary>
    internal Phase Shift(int samples) => this with { SampleOffset = SampleOffset + samples };

    /// <summary>The phase of a frozen part.</summary>
    public Phase Freeze() => this with { IsFrozen = true };
}
