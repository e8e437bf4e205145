using System.Collections.Immutable;

namespace Convnet.PropertyTests;

/// <summary>Simpler combinators: a part alone, one part fewer, a simpler part.</summary>
internal static class CombinatorShrinker
{
    /// <summary>Combinators, or what is in them, one step simpler, whether or not they still compose.</summary>
    public static IEnumerable<ILayer> Simpler(ILayer layer) =>
        layer switch
        {
            Sequential sequential => Lists(sequential.Layers).Select(layers => new Sequential(layers)),
            Branches branches =>
            [
                .. branches.Layers,
                .. Lists(branches.Layers)
                    .Where(layers => layers.Length > 0)
                    .Select(layers => new Branches(branches.Merge, layers)),
            ],
            Residual residual => Simpler(residual),
            Repeat repeat =>
            [
                repeat.Body,
                .. LayerShrinker.Simpler(repeat.Times).Select(times => repeat with { Times = times }),
                .. LayerShrinker.Simpler(repeat.Body).Select(body => repeat with { Body = body }),
            ],
            Stack stack =>
            [
                stack.Body,
                .. LayerShrinker.Simpler(stack.Times).Select(times => stack with { Times = times }),
                .. LayerShrinker.Simpler(stack.Body).Select(body => stack with { Body = body }),
            ],
            Frozen frozen => [frozen.Inner, .. LayerShrinker.Simpler(frozen.Inner).Select(inner => new Frozen(inner))],
            Named named =>
            [
                named.Inner,
                .. LayerShrinker.Simpler(named.Inner).Select(inner => named with { Inner = inner }),
            ],
            SkipConnection skip =>
            [
                skip.Body,
                .. LayerShrinker.Simpler(skip.Body).Select(body => new SkipConnection(body)),
            ],
            _ => LayerOptions.Simpler(layer),
        };

    private static IEnumerable<ILayer> Simpler(Residual residual) =>
        [
            residual.Body,
            .. LayerShrinker.Simpler(residual.Body).Select(body => residual with { Body = body }),
            .. residual.Shortcut is null
                ? Array.Empty<ILayer>()
                :
                [
                    new Residual(residual.Body),
                    .. LayerShrinker.Simpler(residual.Shortcut).Select(past => residual with { Shortcut = past }),
                ],
        ];

    private static IEnumerable<ImmutableArray<ILayer>> Lists(ImmutableArray<ILayer> layers)
    {
        for (var i = 0; i < layers.Length; i++)
        {
            yield return layers.RemoveAt(i);
            if (layers[i] is Sequential inner)
            {
                yield return layers.RemoveAt(i).InsertRange(i, inner.Layers);
            }

            foreach (var simpler in LayerShrinker.Simpler(layers[i]))
            {
                yield return layers.SetItem(i, simpler);
            }
        }
    }
}
