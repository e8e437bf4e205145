namespace Convnet;

/// <summary>The walk that applies a rule to every layer of a model, parts before the combinator around them.</summary>
internal sealed class Rewrite
{
    private readonly RewriteRule rule;

    private Rewrite(RewriteRule rule) => this.rule = rule;

    /// <summary>How many layers the rule did not just keep.</summary>
    public int Changes { get; private set; }

    /// <summary>The rewritten model, the weights that were kept (a tree with gaps where layers are new), and how many layers changed.</summary>
    /// <exception cref="ShapeException">A layer does not take what reaches it after the change.</exception>
    public static (Model Model, Parameters Kept, int Changes) Of(Model model, Parameters weights, RewriteRule rule)
    {
        var rewrite = new Rewrite(Check.NotNull(rule));
        var (body, kept) = rewrite.Sequence(model.Body, model.Body.Layers, model.Input, weights, null);
        var layers = body is Sequential sequential ? sequential : new Sequential(body);
        return (new(model.Input, layers.Layers), kept, rewrite.Changes);
    }

    /// <summary>The rewritten model with its weights.</summary>
    /// <exception cref="ShapeException">A layer does not take what reaches it after the change, or its old weights no longer fit it.</exception>
    /// <exception cref="ArgumentException">The rule changed more or fewer layers than expected.</exception>
    public static RewrittenModel Of(Model model, Parameters weights, RewriteRule rule, int seed, int? expected)
    {
        var (rewritten, kept, changes) = Of(model, weights, rule);
        if (expected is { } count && changes != count)
        {
            throw new ArgumentException(
                $"The rule changed {changes} layers, but was expected to change {count} of {string.Join(", ", model.Walk().Select(l => l.Place.Path))}.",
                nameof(rule)
            );
        }

        var first = rewritten.Initialize(seed);
        var merged = first.Merge(kept);
        foreach (var (needed, leaf) in first.Leaves.Zip(merged.Leaves))
        {
            if (leaf.Tensor.Shape != needed.Tensor.Shape)
            {
                throw new ShapeException(
                    $"The kept layer's {leaf.Path} has the shape {leaf.Tensor.Shape}, but after the change it needs {needed.Tensor.Shape}. "
                        + "Let the rule give a new layer in its place, whose weights are initialised."
                );
            }
        }

        return new(rewritten, merged);
    }

    /// <summary>The layers after which the shape is asked for one by one, so that a place knows what arrives after the change.</summary>
    private (ILayer Layer, Parameters Kept) Sequence(
        ILayer whole,
        IReadOnlyList<ILayer> layers,
        Shape input,
        Parameters weights,
        Place? parent
    )
    {
        var (labels, results, kept) = (LayerName.Labels(layers).ToList(), new List<ILayer>(), new List<Parameters>());
        for (var i = 0; i < layers.Count; i++)
        {
            foreach (var (layer, tree) in Apply(layers[i], Subtree(weights, i), new(parent, i, labels[i], input)))
            {
                input = OutputShape(layer, input, labels[i], parent);
                results.Add(layer);
                kept.Add(tree);
            }
        }

        var isSame = results.Count == layers.Count && results.Zip(layers).All(p => ReferenceEquals(p.First, p.Second));
        return (isSame ? whole : new Sequential(results), Parameters.OfChildren(kept));
    }

    /// <summary>The layer around what became of its parts.</summary>
    private (ILayer Layer, Parameters Kept) Inside(ILayer layer, Parameters weights, Place place)
    {
        if (layer is Sequential sequential)
        {
            return Sequence(layer, sequential.Layers, place.Input, weights, place);
        }

        var parts = layer.Parts(place.Input).ToList();
        var labels = LayerName.Labels(parts.Select(part => part.Layer)).ToList();
        var (results, kept) = (new List<ILayer>(), new List<Parameters>());
        for (var i = 0; i < parts.Count; i++)
        {
            var here = new Place(place, i, labels[i], parts[i].Input);
            var list = Apply(parts[i].Layer, Subtree(weights, i), here).ToList();
            // A part is one layer: what became of it, if more or fewer, in a row.
            results.Add(list.Count == 1 ? list[0].Layer : new Sequential(list.Select(pair => pair.Layer)));
            kept.Add(list.Count == 1 ? list[0].Kept : Parameters.OfChildren(list.Select(pair => pair.Kept)));
        }

        return results.Zip(parts).All(pair => ReferenceEquals(pair.First, pair.Second.Layer))
            ? (layer, weights)
            : (layer.WithParts(results), Parameters.Overlay(weights.WithoutChildren(), Parameters.OfChildren(kept))!);
    }

    private IEnumerable<(ILayer Layer, Parameters Kept)> Apply(ILayer layer, Parameters weights, Place place)
    {
        var (rebuilt, kept) = Inside(layer, weights, place);
        var results = rule(place, rebuilt)?.ToList();
        if (results is null || results.Any(result => result is null))
        {
            throw new ArgumentException(
                $"The rule gave no layer (null) at {place}. Give an empty list to remove a layer."
            );
        }

        Changes += results.Count == 1 && ReferenceEquals(results[0], rebuilt) ? 0 : 1;
        return results.Select(result => (result, Kept(result, rebuilt, kept, place.Input)));
    }

    /// <summary>The weights of a layer that the rule gave: those of the old one where it is in there, bare or wrapped.</summary>
    private static Parameters Kept(ILayer result, ILayer old, Parameters weights, Shape input)
    {
        if (ReferenceEquals(LayerName.Core(result), LayerName.Core(old)))
        {
            return weights;
        }

        var parts = new List<Parameters>();
        try
        {
            parts.AddRange(result.Parts(input).Select(part => Kept(part.Layer, old, weights, part.Input)));
        }
        catch (ShapeException)
        {
            // A wrapper that does not take what arrives: composing the model says so, with the place.
        }

        return Parameters.OfChildren(parts);
    }

    private static Shape OutputShape(ILayer layer, Shape input, string label, Place? parent)
    {
        var path = parent is null ? label : $"{parent.Path}/{label}";
        return ShapeTrail.OutputShape(new Sequential(layer), input, $"what the rule gave for {path}");
    }

    private static Parameters Subtree(Parameters weights, int number) => weights.ChildOrNull(number) ?? Parameters.None;
}
