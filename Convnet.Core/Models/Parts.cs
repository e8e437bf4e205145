namespace Convnet;

/// <summary>Rewriting of a combinator through its parts.</summary>
internal static class Parts
{
    /// <summary>The combinator around what a function makes of each part; the layer itself where every part stayed.</summary>
    /// <param name="layer">The combinator; a layer without parts stays.</param>
    /// <param name="input">The shape of one sample that reaches it.</param>
    /// <param name="function">What becomes of a part that is given samples of some shape.</param>
    public static ILayer Rewrite(ILayer layer, Shape input, Func<ILayer, Shape, ILayer> function)
    {
        var parts = layer.Parts(input).ToList();
        var rewritten = parts.Select(part => function(part.Layer, part.Input)).ToList();
        return parts.Zip(rewritten).All(pair => ReferenceEquals(pair.First.Layer, pair.Second))
            ? layer
            : layer.WithParts(rewritten);
    }
}
