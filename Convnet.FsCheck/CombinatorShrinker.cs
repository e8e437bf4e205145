using System.Collections.Immutable;

namespace Convnet;

/// <summary>Simpler combinators: a part alone, parts fewer, a simpler part. Those of users, too, whatever they are.</summary>
internal static class CombinatorShrinker
{
    /// <summary>Combinators, or what is in them, one step simpler, whether or not they still compose.</summary>
    /// <param name="layer">Takes samples of the shape.</param>
    /// <param name="input">The shape of one sample.</param>
    public static IEnumerable<ILayer> Simpler(ILayer layer, Shape input)
    {
        List<Part> parts = [.. layer.Parts(input)];
        return layer switch
        {
            Sequential => Lists(parts).Select(layers => new Sequential(layers)),
            Branches branches =>
            [
                .. branches.Layers,
                .. Lists(parts)
                    .Where(layers => layers.Length > 0)
                    .Select(layers => new Branches(branches.Merge, layers)),
            ],
            Repeat repeat =>
            [
                .. Around(repeat, parts),
                .. LayerShrinker.Simpler(repeat.Times).Select(times => repeat with { Times = times }),
            ],
            // Its parts are copies of one body.
            Stack stack =>
            [
                stack.Body,
                .. LayerShrinker.Simpler(stack.Times).Select(times => stack with { Times = times }),
                .. Simpler(stack.Body, input).Select(body => stack with { Body = body }),
            ],
            // Their parts are those of what is in them.
            Frozen frozen => [frozen.Inner, .. Simpler(frozen.Inner, input).Select(inner => new Frozen(inner))],
            Named named => [named.Inner, .. Simpler(named.Inner, input).Select(inner => named with { Inner = inner })],
            Residual { Shortcut: not null } residual => [new Residual(residual.Body), .. Around(residual, parts)],
            _ => parts.Count == 0 ? LayerOptions.Simpler(layer) : Around(layer, parts),
        };
    }

    /// <summary>Each part alone, and the same combinator around parts of which one is simpler.</summary>
    private static IEnumerable<ILayer> Around(ILayer combinator, List<Part> parts) =>
        [
            .. parts.Select(part => part.Layer),
            .. parts.SelectMany(
                (part, i) =>
                    Simpler(part.Layer, part.Input)
                        .Select(simpler =>
                            combinator.WithParts([.. parts.Select((p, n) => n == i ? simpler : p.Layer)])
                        )
            ),
        ];

    /// <summary>The first or the second half, one layer fewer, what is in one of them in its place, one of them simpler: the boldest first.</summary>
    private static IEnumerable<ImmutableArray<ILayer>> Lists(List<Part> parts)
    {
        ImmutableArray<ILayer> layers = [.. parts.Select(part => part.Layer)];
        var half = layers.Length / 2;
        return
        [
            .. half > 1 ? [layers[..half], layers[half..]] : Array.Empty<ImmutableArray<ILayer>>(),
            .. layers.Select((_, i) => layers.RemoveAt(i)),
            .. layers.SelectMany((layer, i) => Inside(layer).Select(inner => layers.RemoveAt(i).InsertRange(i, inner))),
            .. parts.SelectMany(
                (part, i) => Simpler(part.Layer, part.Input).Select(simpler => layers.SetItem(i, simpler))
            ),
        ];

        IEnumerable<IEnumerable<ILayer>> Inside(ILayer layer) =>
            layer switch
            {
                Sequential inner => [inner.Layers],
                Branches branches => [branches.Layers],
                _ => [],
            };
    }
}
