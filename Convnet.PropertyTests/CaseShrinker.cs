namespace Convnet.PropertyTests;

/// <summary>Simpler cases, one step each: a simpler layer, a smaller shape, fewer samples.</summary>
internal static class CaseShrinker
{
    /// <summary>The cases one step simpler than the given one.</summary>
    public static IEnumerable<LayerCase> Shrink(LayerCase given) =>
        LayerShrinker
            .Shrink(new(given.Layer, given.Sample))
            .Select(simpler => given with { Layer = simpler.Layer, Sample = simpler.Input })
            .Concat(LayerShrinker.Simpler(given.Samples).Select(count => given with { Samples = count }));
}
