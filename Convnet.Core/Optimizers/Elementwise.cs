namespace Convnet;

/// <summary>Lifts transformations of runs of values to parameter trees.</summary>
internal static class Elementwise
{
    /// <summary>Values that one call transforms at most: they and their slots stay in the first-level cache.</summary>
    public const int PieceLength = 4096;

    /// <summary>Zero slots.</summary>
    public static OptimizerState Initialize(IElementwiseOptimizer optimizer, Parameters parameters) =>
        new(
            0,
            Enumerable
                .Range(0, optimizer.SlotCount)
                .Select(_ => Check.NotNull(parameters).Map(p => Tensor.Zeros(p.Shape)))
        );

    /// <summary>The update of a whole tree, on copies.</summary>
    public static OptimizerUpdate Update(IElementwiseOptimizer optimizer, Parameters gradient, OptimizerState state)
    {
        RefuseOther(optimizer, Check.NotNull(state));
        RefuseOther(Check.NotNull(gradient), state);
        var transform = optimizer.At(state.Step);
        var update = gradient.Map(tensor => tensor.Detach());
        var slots = state.Slots.Select(slot => slot.Map(tensor => tensor.Detach())).ToList();
        var slotLeaves = slots.Select(slot => slot.Leaves.Select(leaf => leaf.Tensor.Storage).ToList()).ToList();
        var number = 0;
        foreach (var leaf in update.Leaves)
        {
            Transform(transform, leaf.Tensor.Storage, [.. slotLeaves.Select(leaves => leaves[number])]);
            number++;
        }

        return new(update, new(state.Step + 1, slots));
    }

    /// <summary>The transformation of an optimizer, or of a chain of such, where each value is treated alone; else null.</summary>
    public static ElementwiseUpdate? At(IOptimizer optimizer, OptimizerState state)
    {
        if (optimizer is IElementwiseOptimizer elementwise)
        {
            RefuseOther(elementwise, state);
            return elementwise.At(state.Step);
        }

        if (optimizer is not Chain chain)
        {
            return null;
        }

        chain.RefuseOther(state);
        var links = chain
            .Optimizers.Zip(state.Parts, (link, part) => (Update: At(link, part), Slots: part.AllSlots.Count()))
            .ToList();
        return links.Any(link => link.Update is null) ? null : Chained;

        void Chained(Span<float> values, ReadOnlySpan<ArraySegment<float>> slots)
        {
            foreach (var (update, count) in links)
            {
                update!(values, slots[..count]);
                slots = slots[count..];
            }
        }
    }

    private static void RefuseOther(IElementwiseOptimizer optimizer, OptimizerState state)
    {
        if (state.Slots.Length != optimizer.SlotCount)
        {
            throw new ArgumentException(
                $"{optimizer} keeps {optimizer.SlotCount} slots, but was given the state of another optimizer: {state}. Start from Initialize of the same one.",
                nameof(state)
            );
        }
    }

    private static void RefuseOther(Parameters gradient, OptimizerState state)
    {
        var shapes = gradient.Leaves.Select(leaf => leaf.Tensor.Shape);
        if (state.Slots.Any(slot => !slot.Leaves.Select(leaf => leaf.Tensor.Shape).SequenceEqual(shapes)))
        {
            throw new ArgumentException(
                $"The optimizer's state was made for other parameters: the gradient has {gradient.Count} tensors of {gradient.Size:N0} values, "
                    + $"a slot {state.Slots[0].Count} of {state.Slots[0].Size:N0}. Initialize the state with the trainable parameters.",
                nameof(state)
            );
        }
    }

    private static void Transform(ElementwiseUpdate transform, ArraySegment<float> values, ArraySegment<float>[] slots)
    {
        for (var start = 0; start < values.Count; start += PieceLength)
        {
            var length = Math.Min(PieceLength, values.Count - start);
            transform(values.Slice(start, length), [.. slots.Select(slot => slot.Slice(start, length))]);
        }
    }
}
