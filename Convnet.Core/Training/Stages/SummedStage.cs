namespace Convnet;

/// <summary>A layer that couples samples through sums over them: slices add up, meet for the conclusion, and go on.</summary>
internal sealed class SummedStage(ISummed layer, Shape sample, StageAddress address, int from) : Stage
{
    private readonly int count = layer.SumsOf(sample);
    private ISummedPass? pass;
    private ISummedGradient? back;
    private double[] sums = [];

    /// <summary>Whether what stands before it is trained, so that the gradient has to go on.</summary>
    public required bool GoesOn { get; init; }

    /// <inheritdoc/>
    public override bool Meets => true;

    /// <inheritdoc/>
    public override void Prepare(Slices slices)
    {
        if (sums.Length != slices.Samples * count)
        {
            sums = new double[slices.Samples * count];
        }
    }

    /// <inheritdoc/>
    public override void Approach(StagedStep step, int slice) =>
        layer.SumUp(step.Value(from, slice), Sums(step, slice));

    /// <inheritdoc/>
    public override void Meet(StagedStep step)
    {
        pass = layer.Conclude(address.Of(step.Weights), sample, sums);
        step.AddState(address, pass.State);
    }

    /// <inheritdoc/>
    public override void Leave(StagedStep step, int lane, int slice) =>
        step.Set(To, slice, pass!.Output(step.Value(from, slice)));

    /// <inheritdoc/>
    public override void ApproachBack(StagedStep step, int slice) =>
        pass!.SumUp(step.Value(from, slice), step.Gradients[slice].Peek(To), Sums(step, slice));

    /// <inheritdoc/>
    public override void MeetBack(StagedStep step)
    {
        back = pass!.Conclude(sums);
        step.Lanes.Add(0, back.Parameters, address.Parts.AsSpan());
    }

    /// <inheritdoc/>
    public override void LeaveBack(StagedStep step, int lane, int slice)
    {
        var gradient = step.Gradients[slice].Take(To);
        if (GoesOn)
        {
            step.Gradients[slice].Add(from, back!.Input(step.Value(from, slice), gradient));
        }
    }

    private Span<double> Sums(StagedStep step, int slice) =>
        sums.AsSpan(step.Slices.Start(slice) * count, step.Slices.SamplesOf(slice) * count);
}
