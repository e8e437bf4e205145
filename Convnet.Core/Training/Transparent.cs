namespace Convnet;

/// <summary>
/// Rewrites a model into an equal one without what means nothing to a run: names, taps, and marks on layers that have nothing to freeze.
/// What is frozen is marked leaf by leaf, so that the rewritings that follow see the layers. The parameter tree stays the same.
/// </summary>
internal static class Transparent
{
    /// <summary>The layer without names and taps.</summary>
    public static ILayer Rewrite(ILayer layer, Shape input) => Rewrite(layer, input, false);

    private static ILayer Rewrite(ILayer layer, Shape input, bool isFrozen)
    {
        switch (layer)
        {
            case Named named:
                return Rewrite(named.Inner, input, isFrozen);
            case Frozen frozen:
                return Rewrite(frozen.Inner, input, true);
            case Tap:
                return new Sequential();
            case var other when !Guard.IsOwn(other):
                return isFrozen ? new Frozen(layer) : layer;
        }

        var rewritten = Parts.Rewrite(layer, input, (part, shape) => Rewrite(part, shape, isFrozen));
        return isFrozen && layer.ParameterSpecs(input).Count > 0 ? new Frozen(rewritten) : rewritten;
    }
}
