using System.Collections.Immutable;

namespace Convnet;

/// <summary>What an optimizer remembers from step to step. Compared by value.</summary>
public sealed record OptimizerState
{
    /// <summary>A state.</summary>
    /// <param name="step">How many updates were made.</param>
    /// <param name="slots">Trees like that of the trainable parameters: moving averages, velocities.</param>
    /// <param name="parts">The states of the optimizers that an optimizer is made of.</param>
    public OptimizerState(
        long step,
        IEnumerable<Parameters>? slots = null,
        IEnumerable<OptimizerState>? parts = null
    ) => (Step, Slots, Parts) = (step, [.. slots ?? []], [.. parts ?? []]);

    /// <summary>How many updates were made.</summary>
    public long Step { get; }

    /// <summary>Trees like that of the trainable parameters: moving averages, velocities.</summary>
    public ImmutableArray<Parameters> Slots { get; }

    /// <summary>The states of the optimizers that an optimizer is made of: the links of a chain, the groups of a ByParameter.</summary>
    public ImmutableArray<OptimizerState> Parts { get; }

    /// <inheritdoc/>
    public bool Equals(OptimizerState? other) =>
        other is not null && Step == other.Step && Slots.SequenceEqual(other.Slots) && Parts.SequenceEqual(other.Parts);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Step, Slots.Length, Parts.Length);

    /// <summary>The number of steps, slots and parts.</summary>
    public override string ToString() =>
        $"OptimizerState after {Step} steps: {Slots.Length} slots, {Parts.Length} parts";

    /// <summary>All slots, those of the parts behind the own.</summary>
    internal IEnumerable<Parameters> AllSlots => Slots.Concat(Parts.SelectMany(part => part.AllSlots));

    /// <summary>The same state some steps later, with other slots, taken in the order of <see cref="AllSlots"/>.</summary>
    internal OptimizerState Advance(long steps, Queue<Parameters> slots) =>
        // The constructor takes the slots before the parts, so that the order is that of the queue.
        new(Step + steps, Slots.Select(_ => slots.Dequeue()), Parts.Select(part => part.Advance(steps, slots)));
}
