namespace Convnet;

/// <summary>Lifts transformations of runs of values to parameter trees.</summary>
internal static class Elementwise
{
    /// <summary>Slots as they are before the first step.</summary>
    public static OptimizerState Initialize(IElementwiseOptimizer optimizer, Parameters parameters)
    {
        Check.NotNull(parameters);
        return new(0, Enumerable.Range(0, optimizer.SlotCount).Select(_ => parameters.Map(Slot)));

        Tensor Slot(Tensor parameter)
        {
            var slot = Tensor.Zeros(parameter.Shape);
            slot.Writable.Fill(optimizer.SlotStart);
            return slot;
        }
    }

    /// <summary>The update of a whole tree, on copies.</summary>
    public static OptimizerUpdate Update(
        IOptimizer optimizer,
        Parameters gradient,
        OptimizerState state,
        Parameters parameters
    )
    {
        var update = Check.NotNull(gradient).Map(tensor => tensor.Detach());
        var slots = Check.NotNull(state).Slots.Select(slot => slot.Map(tensor => tensor.Detach())).ToList();
        var leaves = update.Leaves.ToList();
        var program = UpdateProgram.Of(optimizer, state, leaves.ConvertAll(leaf => leaf.Path))!;
        Refuse(gradient, state, Check.NotNull(parameters));
        var pieces = new UpdatePieces(parameters, slots);
        for (var stage = 0; stage < program.Stages; stage++)
        {
            pieces.Begin(program, stage);
            for (var i = 0; i < pieces.Count; i++)
            {
                var (leaf, start, length) = pieces[i];
                pieces.Run(program, stage, i, leaves[leaf].Tensor.Writable.Slice(start, length));
            }
        }

        return new(update, new(state.Step + 1, slots));
    }

    private static void Refuse(Parameters gradient, OptimizerState state, Parameters parameters)
    {
        if (state.Slots.FirstOrDefault(slot => !IsLike(slot, gradient)) is { } slot)
        {
            throw new ArgumentException(
                $"The optimizer's state was made for other parameters: the gradient has {gradient.Count} tensors of {gradient.Size:N0} values, "
                    + $"a slot {slot.Count} of {slot.Size:N0}. Initialize the state with the trainable parameters.",
                nameof(state)
            );
        }

        if (!IsLike(parameters, gradient))
        {
            throw new ArgumentException(
                $"The gradient has {gradient.Count} tensors of {gradient.Size:N0} values, the parameters {parameters.Count} of {parameters.Size:N0}: "
                    + "give the trainable parameters that it is the gradient by.",
                nameof(parameters)
            );
        }
    }

    private static bool IsLike(Parameters one, Parameters other) =>
        one.Leaves.Select(leaf => leaf.Tensor.Shape).SequenceEqual(other.Leaves.Select(leaf => leaf.Tensor.Shape));
}
