namespace Convnet;

/// <summary>New state must come of a whole batch: of a slice it would depend on how the batch was cut.</summary>
internal static class StateCheck
{
    /// <exception cref="TrainingException">A layer gave state of a slice.</exception>
    public static void Refuse(Parameters? state)
    {
        if (state is not null)
        {
            throw new TrainingException(
                "A layer returned new state but says that its samples are apart. Let its CouplesSamples be true in training, so that it sees whole batches."
            );
        }
    }
}
