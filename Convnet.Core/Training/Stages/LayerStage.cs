namespace Convnet;

/// <summary>A layer, or a combinator of such, whose samples are apart: each slice runs through alone.</summary>
internal sealed class LayerStage(ILayer layer, StageAddress address, int from) : Stage
{
    private Pullback[] pullbacks = [];

    /// <summary>Whether what stands before it is trained, so that the gradient has to go on.</summary>
    public required bool GoesOn { get; init; }

    /// <inheritdoc/>
    public override void Prepare(Slices slices) => pullbacks = new Pullback[slices.Count];

    /// <inheritdoc/>
    public override void Leave(StagedStep step, int lane, int slice)
    {
        (var output, pullbacks[slice], var state) = layer.ForwardWithPullback(
            address.Of(step.Weights),
            step.Value(from, slice),
            address.Of(step.Phase(slice))
        );
        StateCheck.Refuse(state);
        step.Set(To, slice, output);
    }

    /// <inheritdoc/>
    public override void LeaveBack(StagedStep step, int lane, int slice)
    {
        var gradients = pullbacks[slice](step.Gradients[slice].Take(To), GoesOn ? Wanted.Both : Wanted.Parameters);
        step.Lanes.Add(lane, gradients.Parameters, address.Parts.AsSpan());
        if (GoesOn)
        {
            step.Gradients[slice].Add(from, gradients.Input);
        }
    }
}
