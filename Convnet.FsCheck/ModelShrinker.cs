using System.Collections.Immutable;

namespace Convnet;

/// <summary>Simpler models, one step each; only those that still compose.</summary>
internal static class ModelShrinker
{
    /// <summary>
    /// The models one step simpler than the given one, the boldest first: without a run of layers, the longest first, for its own input or for
    /// what a later layer was given; then with a simpler layer, then with a smaller input.
    /// </summary>
    public static IEnumerable<Model> Shrink(Model model) =>
        Shorter(model)
            .Concat(LayerShrinker.Shrink(new(model.Body, model.Input)))
            .Where(LayerShrinker.Composes)
            .Select(simpler => new Model(simpler.Input, ((Sequential)simpler.Layer).Layers));

    private static IEnumerable<LayerOn> Shorter(Model model)
    {
        List<Part> parts = [.. model.Body.Parts(model.Input)];
        ImmutableArray<ILayer> layers = [.. parts.Select(part => part.Layer)];
        List<Shape> inputs = [.. parts.Select(part => part.Input).Distinct()];
        return from length in Enumerable.Range(1, layers.Length).Reverse()
            from start in Enumerable.Range(0, layers.Length - length + 1)
            let rest = new Sequential(layers.RemoveRange(start, length))
            from input in inputs
            select new LayerOn(rest, input);
    }
}
