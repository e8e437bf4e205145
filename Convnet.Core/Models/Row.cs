namespace Convnet;

/// <summary>Layers one after another, bare, named, frozen or stacked: what may become longer or shorter where it stands.</summary>
internal static class Row
{
    /// <summary>The layers in order, each frozen where the row is; null for what is no row.</summary>
    public static IReadOnlyList<ILayer>? Layers(ILayer layer) =>
        layer switch
        {
            Sequential sequential => sequential.Layers,
            Stack stack => [.. Enumerable.Repeat(stack.Body, stack.Times)],
            Named named => Layers(named.Inner),
            Frozen frozen => Layers(frozen.Inner)?.Select(part => (ILayer)new Frozen(part)).ToList(),
            _ => null,
        };

    /// <summary>The same row of other layers; a stack whose copies are no longer as many is a Sequential.</summary>
    public static ILayer Of(ILayer row, IReadOnlyList<ILayer> layers) =>
        row switch
        {
            Stack stack when layers.Count != stack.Times => new Sequential(layers),
            Named named => named with { Inner = Of(named.Inner, layers) },
            Frozen frozen => new Frozen(
                Of(frozen.Inner, [.. layers.Select(layer => layer is Frozen part ? part.Inner : layer)])
            ),
            _ => row.WithParts(layers),
        };
}
