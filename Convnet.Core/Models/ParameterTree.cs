namespace Convnet;

/// <summary>The walks over a model's parts that make its parameter tree, count it, and hold a given tree against it.</summary>
internal static class ParameterTree
{
    /// <summary>First values for all specs; a leaf's depend on the key and its path alone.</summary>
    public static Parameters Initialize(ILayer layer, Shape input, RandomKey key) =>
        Make(layer, input, (path, spec) => spec.Initializer.Fill(spec.Shape, key.Fold(path)));

    /// <summary>The tree whose tensors are what <paramref name="make"/> gives for path and spec.</summary>
    public static Parameters Make(ILayer layer, Shape input, Func<string, ParameterSpec, Tensor> make) =>
        Build(layer, input, null, "", make);

    /// <summary>The specs of all leaves with their paths, in the order of <see cref="Parameters.Leaves"/>.</summary>
    public static IEnumerable<(string Path, ParameterSpec Spec)> Specs(ILayer layer, Shape input, string prefix = "")
    {
        foreach (var spec in layer.ParameterSpecs(input))
        {
            yield return (prefix + spec.Name, spec);
        }

        foreach (var (part, label) in LabelledParts(layer, input))
        {
            foreach (var leaf in Specs(part.Layer, part.Input, $"{prefix}{label}/"))
            {
                yield return leaf;
            }
        }
    }

    /// <summary>The given tree under the model's labels and marks, with only the leaves that the model has.</summary>
    /// <exception cref="ShapeException">A leaf is missing or has another shape.</exception>
    public static Parameters Conform(ILayer layer, Shape input, Parameters given) =>
        Conform(layer, input, given, null, "");

    /// <summary>The parts of a layer with their labels.</summary>
    public static IEnumerable<(Part Part, string Label)> LabelledParts(ILayer layer, Shape input)
    {
        var parts = layer.Parts(input).ToList();
        return parts.Zip(LayerName.Labels(parts.Select(part => part.Layer)));
    }

    private static Parameters Build(
        ILayer layer,
        Shape input,
        string? label,
        string prefix,
        Func<string, ParameterSpec, Tensor> make
    ) =>
        Parameters.Labelled(
            label,
            layer.ParameterSpecs(input).Select(spec => (spec, make(prefix + spec.Name, spec))),
            LabelledParts(layer, input)
                .Select(p => Build(p.Part.Layer, p.Part.Input, p.Label, $"{prefix}{p.Label}/", make))
        );

    private static Parameters Conform(ILayer layer, Shape input, Parameters given, string? label, string prefix)
    {
        var parts = LabelledParts(layer, input).ToList();
        if (given.ChildCount < parts.Count && parts.Any(p => Specs(p.Part.Layer, p.Part.Input).Any()))
        {
            var place = prefix.Length == 0 ? "the model" : prefix.TrimEnd('/');
            throw new ShapeException(
                $"The parameters of {place} have {given.ChildCount} branches, but it has {parts.Count} layers. Make them with Initialize of the same model."
            );
        }

        return Parameters.Labelled(
            label,
            layer.ParameterSpecs(input).Select(spec => (spec, Conform(spec, given, prefix))),
            parts.Select(
                (p, i) =>
                    Conform(
                        p.Part.Layer,
                        p.Part.Input,
                        i < given.ChildCount ? given[i] : Parameters.None,
                        p.Label,
                        $"{prefix}{p.Label}/"
                    )
            )
        );
    }

    private static Tensor Conform(ParameterSpec spec, Parameters given, string prefix)
    {
        var tensor =
            given.Find(spec.Name)
            ?? throw new ShapeException(
                $"The parameters have no {prefix}{spec.Name} {spec.Shape}; at that place there is {(given.OwnNames.Any() ? string.Join(", ", given.OwnNames) : "nothing")}."
            );
        return tensor.Shape == spec.Shape
            ? tensor
            : throw new ShapeException(
                $"The parameter {prefix}{spec.Name} has the shape {tensor.Shape}, but the model needs {spec.Shape}."
            );
    }
}
