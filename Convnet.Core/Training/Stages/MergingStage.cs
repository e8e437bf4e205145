namespace Convnet;

/// <summary>Where the outputs of branches come together.</summary>
internal sealed class MergingStage(Merge merge, IReadOnlyList<(int Register, bool GoesOn)> from) : Stage
{
    /// <inheritdoc/>
    public override void Leave(StagedStep step, int lane, int slice) =>
        step.Set(To, slice, Merging.Forward(merge, Outputs(step, slice)));

    /// <inheritdoc/>
    public override void LeaveBack(StagedStep step, int lane, int slice)
    {
        var (outputs, gradients) = (Outputs(step, slice), step.Gradients[slice]);
        var gradient = gradients.Take(To);
        for (var branch = 0; branch < from.Count; branch++)
        {
            if (from[branch].GoesOn)
            {
                gradients.Add(from[branch].Register, Merging.Backward(merge, outputs, branch, gradient));
            }
        }
    }

    private Tensor[] Outputs(StagedStep step, int slice) =>
        [.. from.Select(branch => step.Value(branch.Register, slice))];
}
