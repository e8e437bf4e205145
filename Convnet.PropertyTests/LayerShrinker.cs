namespace Convnet.PropertyTests;

/// <summary>Simpler cases, one step each; only those that still compose.</summary>
internal static class LayerShrinker
{
    /// <summary>The cases one step simpler than the given one.</summary>
    public static IEnumerable<LayerCase> Shrink(LayerCase given)
    {
        var layers = Simpler(given.Layer).Select(layer => given with { Layer = layer });
        var samples = Simpler(given.Samples).Select(count => given with { Samples = count });
        var shapes = Enumerable
            .Range(0, given.Sample.Count)
            .SelectMany(axis =>
                Simpler(given.Sample[axis]).Select(extent => given with { Sample = With(given.Sample, axis, extent) })
            );
        return layers.Concat(samples).Concat(shapes).Where(Composes);
    }

    private static bool Composes(LayerCase given)
    {
        try
        {
            return given.Layer.OutputShape(given.Sample).Size > 0;
        }
        catch (ShapeException)
        {
            return false;
        }
    }

    /// <summary>Layers one step simpler, whether or not they still compose.</summary>
    public static IEnumerable<ILayer> Simpler(ILayer layer) => CombinatorShrinker.Simpler(layer);

    /// <summary>Smaller numbers, at least 1.</summary>
    public static IEnumerable<int> Simpler(int number) => LayerOptions.Simpler(number).Where(smaller => smaller > 0);

    private static Shape With(Shape shape, int axis, int extent) =>
        [.. shape.Extents.Select((e, i) => i == axis ? extent : e)];
}
