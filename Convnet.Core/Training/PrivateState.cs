namespace Convnet;

/// <summary>
/// The weights and optimizer slots of a run, copied once and then changed in place: nobody else holds them until they are handed out as
/// the next state, after which they are copied anew.
/// </summary>
internal sealed class PrivateState
{
    private readonly TrainingState start;
    private readonly Parameters[] slots;
    private OptimizerState? given;
    private long steps;

    /// <summary>Private copies of a state.</summary>
    public PrivateState(Model model, TrainingState state)
    {
        (start, Loss) = (state, state.Loss);
        Weights = model.Conform(state.Parameters).Map(tensor => tensor.Detach());
        Trainable = Weights.Only(leaf => leaf.IsTrainable);
        TrainableLeaves = [.. Trainable.Leaves.Select(leaf => leaf.Tensor)];
        slots = [.. state.Optimizer.AllSlots.Select(slot => slot.Map(tensor => tensor.Detach()))];
    }

    /// <summary>All weights.</summary>
    public Parameters Weights { get; }

    /// <summary>The weights that are trained: the same tensors.</summary>
    public Parameters Trainable { get; }

    /// <summary>The tensors of <see cref="Trainable"/>, in order.</summary>
    public Tensor[] TrainableLeaves { get; }

    /// <summary>The optimizer's slots, those of its parts behind the own.</summary>
    public IReadOnlyList<Parameters> Slots => slots;

    /// <summary>The optimizer's state after the steps so far.</summary>
    public OptimizerState Optimizer => given ?? start.Optimizer.Advance(steps, new(slots));

    /// <summary>The loss of the last step.</summary>
    public double Loss { get; private set; }

    /// <summary>The start state with the count of steps so far: for its keys.</summary>
    public TrainingState Now => start with { Step = start.Step + steps };

    /// <summary>One more step was made: in place, or by an optimizer that gave a new state.</summary>
    public void Advance(double loss, OptimizerState? next = null) => (Loss, steps, given) = (loss, steps + 1, next);

    /// <summary>Takes over new values of weights that are not trained.</summary>
    public void Merge(Parameters? state)
    {
        if (state is null)
        {
            return;
        }

        foreach (var (old, merged) in Weights.Leaves.Zip(Weights.Merge(state).Leaves))
        {
            if (old.IsTrainable || ReferenceEquals(old.Tensor, merged.Tensor))
            {
                continue;
            }

            if (merged.Tensor.Shape != old.Tensor.Shape)
            {
                throw new TrainingException(
                    $"The new state of {old.Path} has the shape {merged.Tensor.Shape}, but it must stay {old.Tensor.Shape}."
                );
            }

            merged.Tensor.Values.CopyTo(old.Tensor.Writable);
        }
    }

    /// <summary>The state after the steps so far, handed out: this object must not be used again.</summary>
    public TrainingState HandOut(int epoch) =>
        Now with
        {
            Parameters = Weights,
            Optimizer = Optimizer,
            Epoch = epoch,
            Loss = Loss,
        };
}
