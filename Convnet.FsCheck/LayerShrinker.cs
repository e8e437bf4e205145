namespace Convnet;

/// <summary>Simpler layers, one step each; only those that still compose.</summary>
internal static class LayerShrinker
{
    /// <summary>The layers and the shapes one step simpler than the given ones.</summary>
    public static IEnumerable<LayerOn> Shrink(LayerOn given)
    {
        var layers = CombinatorShrinker.Simpler(given.Layer, given.Input).Select(layer => given with { Layer = layer });
        var shapes = Smaller(given.Input).Select(input => given with { Input = input });
        return layers.Concat(shapes).Where(Composes);
    }

    /// <summary>Smaller numbers, at least 1.</summary>
    public static IEnumerable<int> Simpler(int number) => LayerOptions.Simpler(number).Where(smaller => smaller > 0);

    /// <summary>Shapes of which one extent is smaller, at least 1.</summary>
    public static IEnumerable<Shape> Smaller(Shape shape) =>
        Enumerable
            .Range(0, shape.Count)
            .SelectMany(axis => Simpler(shape[axis]).Select(extent => With(shape, axis, extent)));

    /// <summary>True where the layer takes samples of the shape, and makes something of them.</summary>
    public static bool Composes(LayerOn given)
    {
        try
        {
            return given.Layer.OutputShape(given.Input).Size > 0;
        }
        catch (ShapeException)
        {
            return false;
        }
    }

    private static Shape With(Shape shape, int axis, int extent) =>
        [.. shape.Extents.Select((e, i) => i == axis ? extent : e)];
}
