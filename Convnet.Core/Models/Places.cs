namespace Convnet;

/// <summary>The walk over all layers of a model with their places.</summary>
internal static class Places
{
    /// <summary>The parts of a layer and what is in them, a combinator before its parts.</summary>
    public static IEnumerable<PlacedLayer> Below(ILayer layer, Shape input, Place? parent)
    {
        var number = 0;
        foreach (var (part, label) in ParameterTree.LabelledParts(layer, input))
        {
            var place = new Place(parent, number++, label, part.Input);
            yield return new(place, part.Layer);
            foreach (var inner in Below(part.Layer, part.Input, place))
            {
                yield return inner;
            }
        }
    }
}
