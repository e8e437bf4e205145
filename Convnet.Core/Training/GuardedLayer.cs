namespace Convnet;

/// <summary>
/// A layer that is not the library's own, as training runs it; see <see cref="Guard"/>. Its parameters are copies already, made once a
/// step (<see cref="Objective.Snapshot"/>).
/// </summary>
internal sealed record GuardedLayer(ILayer Inner) : ILayer
{
    /// <inheritdoc/>
    public Shape OutputShape(Shape input) => Inner.OutputShape(input);

    /// <inheritdoc/>
    public IReadOnlyList<ParameterSpec> ParameterSpecs(Shape input) => Inner.ParameterSpecs(input);

    /// <inheritdoc/>
    public IEnumerable<Part> Parts(Shape input) => Inner.Parts(input);

    /// <inheritdoc/>
    public ILayer WithParts(IReadOnlyList<ILayer> parts) => new GuardedLayer(Inner.WithParts(parts));

    /// <inheritdoc/>
    public bool CouplesSamples(Phase phase) => Inner.CouplesSamples(phase);

    /// <inheritdoc/>
    public Tensor Forward(Parameters parameters, Tensor input, Phase phase)
    {
        Tensor output;
        using (Arena.Suspend())
        {
            output = Inner.Forward(parameters, input.Detach(), phase);
        }

        return Imported(output, input);
    }

    /// <inheritdoc/>
    public Differential ForwardWithPullback(Parameters parameters, Tensor input, Phase phase)
    {
        Differential differential;
        using (Arena.Suspend())
        {
            differential = Inner.ForwardWithPullback(parameters, input.Detach(), phase);
        }

        var shape = input.Shape;
        return differential with { Output = Imported(differential.Output, input), Pullback = Pullback };

        Gradients Pullback(Tensor outputGradient, Wanted wanted)
        {
            Gradients gradients;
            using (Arena.Suspend())
            {
                gradients = differential.Pullback(outputGradient.Detach(), wanted);
            }

            return wanted.HasFlag(Wanted.Input)
                ? gradients with
                {
                    Input = Guard.Import(gradients.Input, shape, Inner, "an input gradient"),
                }
                : gradients;
        }
    }

    private Tensor Imported(Tensor output, Tensor input) =>
        Guard.Import(output, OutputShape(input.Shape.Sample).Batch(input.Samples), Inner, "an output");
}
