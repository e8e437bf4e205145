namespace Convnet;

/// <summary>A layer that couples samples in a way of its own: it gets the whole batch.</summary>
internal sealed class WholeStage(ILayer layer, StageAddress address, int from) : Stage
{
    private Pullback? pullback;
    private Tensor? inputGradient;

    /// <summary>Whether what stands before it is trained, so that the gradient has to go on.</summary>
    public required bool GoesOn { get; init; }

    /// <inheritdoc/>
    public override bool Meets => true;

    /// <inheritdoc/>
    public override void Meet(StagedStep step)
    {
        var input = Join(step, slice => step.Value(from, slice));
        (var output, pullback, var state) = layer.ForwardWithPullback(
            address.Of(step.Weights),
            input,
            address.Of(step.Phase(slice: 0))
        );
        step.AddState(address, state);
        for (var slice = 0; slice < step.Slices.Count; slice++)
        {
            step.Set(To, slice, Cut(step, output, slice));
        }
    }

    /// <inheritdoc/>
    public override void Leave(StagedStep step, int lane, int slice) { }

    /// <inheritdoc/>
    public override void MeetBack(StagedStep step)
    {
        var gradient = Join(step, slice => step.Gradients[slice].Take(To));
        var gradients = pullback!(gradient, GoesOn ? Wanted.Both : Wanted.Parameters);
        step.Lanes.Add(0, gradients.Parameters, address.Parts.AsSpan());
        inputGradient = gradients.Input;
    }

    /// <inheritdoc/>
    public override void LeaveBack(StagedStep step, int lane, int slice)
    {
        if (GoesOn)
        {
            step.Gradients[slice].Add(from, Cut(step, inputGradient!, slice));
        }
    }

    /// <summary>The batch of all slices.</summary>
    private static Tensor Join(StagedStep step, Func<int, Tensor> part)
    {
        var parts = Enumerable.Range(0, step.Slices.Count).Select(part).ToList();
        var sample = parts[0].Shape.Sample;
        var whole = Tensor.Uninitialized(sample.Batch(step.Slices.Samples));
        foreach (var (slice, values) in parts.Index())
        {
            values.Values.CopyTo(whole.Writable[(step.Slices.Start(slice) * sample.Size)..]);
        }

        return whole;
    }

    /// <summary>A slice of a batch, whose memory it shares.</summary>
    private static Tensor Cut(StagedStep step, Tensor whole, int slice)
    {
        var (sample, samples) = (whole.Shape.Sample, step.Slices.SamplesOf(slice));
        return Tensor.Own(
            sample.Batch(samples),
            whole.Storage.Slice(step.Slices.Start(slice) * sample.Size, samples * sample.Size)
        );
    }
}
