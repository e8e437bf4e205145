namespace Convnet;

/// <summary>A layer whose output is also its state: transparent, so that the weights of the bare layer fit it.</summary>
internal sealed record Tapped(ILayer Inner) : ILayer
{
    // No parameter of a layer is called so.
    private const string Output = "(output)";

    /// <summary>The output of every layer of a model in inference by its path, in the order in which they are computed.</summary>
    public static IReadOnlyDictionary<string, Tensor> Activations(Model model, Parameters weights, Tensor input)
    {
        var (outputs, tapped) = (new OrderedDictionary<string, Tensor>(), Everywhere(model.Body, model.Input));
        var state = tapped.ForwardWithPullback(weights, input, Phase.Inference).State;
        Collect(model.Body, model.Input, state ?? Parameters.None, "", outputs);
        return outputs;
    }

    /// <inheritdoc/>
    public Shape OutputShape(Shape input) => Inner.OutputShape(input);

    /// <inheritdoc/>
    public IReadOnlyList<ParameterSpec> ParameterSpecs(Shape input) => Inner.ParameterSpecs(input);

    /// <inheritdoc/>
    public IEnumerable<Part> Parts(Shape input) => Inner.Parts(input);

    /// <inheritdoc/>
    public ILayer WithParts(IReadOnlyList<ILayer> parts) => new Tapped(Inner.WithParts(parts));

    /// <inheritdoc/>
    public bool CouplesSamples(Phase phase) => true;

    /// <inheritdoc/>
    public Tensor Forward(Parameters parameters, Tensor input, Phase phase) => Inner.Forward(parameters, input, phase);

    /// <inheritdoc/>
    public Differential ForwardWithPullback(Parameters parameters, Tensor input, Phase phase)
    {
        var differential = Inner.ForwardWithPullback(parameters, input, phase);
        return differential with { State = (differential.State ?? Parameters.None).With(Output, differential.Output) };
    }

    private static ILayer Everywhere(ILayer layer, Shape input) =>
        Convnet.Parts.Rewrite(layer, input, (part, shape) => new Tapped(Everywhere(part, shape)));

    private static void Collect(
        ILayer layer,
        Shape input,
        Parameters state,
        string prefix,
        OrderedDictionary<string, Tensor> outputs
    )
    {
        var number = 0;
        foreach (var (part, label) in ParameterTree.LabelledParts(layer, input))
        {
            var branch = state.ChildOrNull(number++) ?? Parameters.None;
            Collect(part.Layer, part.Input, branch, $"{prefix}{label}/", outputs);
            if (branch.Find(Output) is { } output)
            {
                outputs.Add(prefix + label, output);
            }
        }
    }
}
