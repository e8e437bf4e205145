namespace Convnet;

/// <summary>A layer before the first that is trained, as training runs it: nobody asks for its gradients, so no way back is kept.</summary>
internal sealed record ForwardOnly(ILayer Inner) : ILayer
{
    /// <summary>The layers with all that stand before the first trained one marked.</summary>
    public static ILayer Rewrite(ILayer layer, Shape input)
    {
        if (layer is not Sequential sequence)
        {
            return layer;
        }

        var (layers, parts) = (sequence.Layers.ToBuilder(), layer.Parts(input).ToList());
        var first = parts.FindIndex(part => !LearnsNothing(part.Layer, part.Input));
        for (var i = 0; i < (first < 0 ? layers.Count : first); i++)
        {
            layers[i] = new ForwardOnly(layers[i]);
        }

        if (first >= 0)
        {
            layers[first] = Rewrite(layers[first], parts[first].Input);
        }

        return new Sequential(layers);
    }

    /// <inheritdoc/>
    public Shape OutputShape(Shape input) => Inner.OutputShape(input);

    /// <inheritdoc/>
    public IReadOnlyList<ParameterSpec> ParameterSpecs(Shape input) => Inner.ParameterSpecs(input);

    /// <inheritdoc/>
    public IEnumerable<Part> Parts(Shape input) => Inner.Parts(input);

    /// <inheritdoc/>
    public ILayer WithParts(IReadOnlyList<ILayer> parts) => new ForwardOnly(Inner.WithParts(parts));

    /// <inheritdoc/>
    public bool CouplesSamples(Phase phase) => Inner.CouplesSamples(phase);

    /// <inheritdoc/>
    public Tensor Forward(Parameters parameters, Tensor input, Phase phase) => Inner.Forward(parameters, input, phase);

    /// <inheritdoc/>
    public Differential ForwardWithPullback(Parameters parameters, Tensor input, Phase phase) =>
        new(
            Inner.Forward(parameters, input, phase),
            static (outputGradient, _) => new(outputGradient, Parameters.None)
        );

    /// <summary>True where neither training nor new state changes a parameter: all that have parameters are frozen.</summary>
    private static bool LearnsNothing(ILayer layer, Shape input) =>
        layer is Frozen
        || (
            layer.ParameterSpecs(input).Count == 0
            && layer.Parts(input).All(part => LearnsNothing(part.Layer, part.Input))
        );
}
