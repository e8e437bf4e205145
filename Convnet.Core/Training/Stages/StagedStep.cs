namespace Convnet;

/// <summary>One step of a <see cref="StagedPass"/>: what has come how far.</summary>
internal sealed class StagedStep(
    BatchRecord batch,
    Slices slices,
    Parameters weights,
    RandomKey key,
    GradientLanes lanes,
    int registers,
    SliceGradients[] gradients
)
{
    private readonly Tensor[] values = new Tensor[registers * slices.Count];

    /// <summary>The samples.</summary>
    public BatchRecord Batch => batch;

    /// <summary>How they are cut.</summary>
    public Slices Slices => slices;

    /// <summary>The gradients by the parameters.</summary>
    public GradientLanes Lanes => lanes;

    /// <summary>By slice, the gradients by the registers.</summary>
    public SliceGradients[] Gradients => gradients;

    /// <summary>The parameters of the body, with the state that uses of them left.</summary>
    public Parameters Weights { get; private set; } = weights;

    /// <summary>The state that the layers left; null where there is none.</summary>
    public Parameters? State { get; private set; }

    /// <summary>The phase of the body for a slice.</summary>
    public Phase Phase(int slice) => Convnet.Phase.Training(key, slices.Start(slice));

    /// <summary>What a slice has in a register.</summary>
    public Tensor Value(int register, int slice) => values[(register * slices.Count) + slice];

    /// <summary>Writes a slice's register.</summary>
    public void Set(int register, int slice, Tensor value) => values[(register * slices.Count) + slice] = value;

    /// <summary>Keeps the state that a layer left; the next use of the layer sees it.</summary>
    public void AddState(StageAddress address, Parameters? state)
    {
        if (state is not null)
        {
            var lifted = address.Lift(state);
            State = Parameters.Overlay(State, lifted);
            Weights = address.IsShared ? Weights.Merge(lifted) : Weights;
        }
    }
}
