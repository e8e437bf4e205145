namespace Convnet;

/// <summary>Where in a model a shape does not fit.</summary>
internal static class ShapeTrail
{
    /// <summary>The output shape of a layer; an error says in which part, and what that part was given.</summary>
    /// <exception cref="ShapeException">A part does not take what reaches it.</exception>
    public static Shape OutputShape(ILayer layer, Shape input, string name)
    {
        try
        {
            return layer.OutputShape(input);
        }
        catch (ShapeException exception)
        {
            var trail = Trail(layer, input, name);
            throw trail.Count == 0
                ? exception
                : new ShapeException($"{exception.Message} (at {string.Join(", in ", trail)})", exception);
        }
    }

    /// <summary>The deepest part that refuses its input and the parts around it, innermost first.</summary>
    private static List<string> Trail(ILayer layer, Shape input, string name)
    {
        var number = 0;
        foreach (var part in layer.Parts(input))
        {
            number++;
            if (!Takes(part))
            {
                var called = Called(part.Layer);
                var trail = Trail(part.Layer, part.Input, called);
                trail.Add($"{called}, layer {number} of {name}, given {part.Input}");
                return trail;
            }
        }

        return [];
    }

    private static string Called(ILayer layer) =>
        LayerName.Given(layer) is { } name ? $"{LayerName.OfType(layer)} '{name}'" : LayerName.OfType(layer);

    private static bool Takes(Part part)
    {
        try
        {
            part.Layer.OutputShape(part.Input);
            return true;
        }
        catch (ShapeException)
        {
            return false;
        }
    }
}
