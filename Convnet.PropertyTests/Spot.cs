namespace Convnet.PropertyTests;

/// <summary>A layer somewhere in another, with the way to it, for putting something else in its place.</summary>
/// <param name="Layer">The layer.</param>
/// <param name="Input">The shape of one sample that reaches it.</param>
/// <param name="Numbers">The numbers of the parts that lead to it, outermost first.</param>
/// <param name="With">The whole around what a function makes of the layer.</param>
internal sealed record Spot(
    ILayer Layer,
    Shape Input,
    IReadOnlyList<int> Numbers,
    Func<Func<ILayer, ILayer>, ILayer> With
)
{
    /// <summary>The layer itself and all that is in it, at any depth.</summary>
    public static IEnumerable<Spot> All(ILayer layer, Shape input) =>
        Below(new(layer, input, [], change => change(layer)));

    private static IEnumerable<Spot> Below(Spot spot)
    {
        yield return spot;
        var parts = spot.Layer.Parts(spot.Input).ToList();
        for (var i = 0; i < parts.Count; i++)
        {
            var number = i;
            var part = new Spot(
                parts[i].Layer,
                parts[i].Input,
                [.. spot.Numbers, i],
                change =>
                    spot.With(whole =>
                        whole.WithParts([.. parts.Select((p, n) => n == number ? change(p.Layer) : p.Layer)])
                    )
            );
            foreach (var inner in Below(part))
            {
                yield return inner;
            }
        }
    }
}
