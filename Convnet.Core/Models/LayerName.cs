using System.Text.RegularExpressions;

namespace Convnet;

/// <summary>What layers are called in tables, messages and paths: Keras' names.</summary>
internal static partial class LayerName
{
    /// <summary>The name of a layer's type: <c>Conv2D</c>; an ActivationLayer is an <c>Activation</c>, as in Keras.</summary>
    public static string OfType(ILayer layer)
    {
        var name = layer.GetType().Name.Split('`')[0];
        return layer is ActivationLayer ? nameof(Activation) : name;
    }

    /// <summary>The names of the parts of one parent: the type's in snake case, counted: conv2d, conv2d_1.</summary>
    public static IEnumerable<string> Labels(IEnumerable<ILayer> parts)
    {
        var counts = new Dictionary<string, int>();
        foreach (var part in parts)
        {
            var name = SnakeCase(OfType(part));
            var count = counts.GetValueOrDefault(name);
            counts[name] = count + 1;
            yield return count == 0 ? name : $"{name}_{count}";
        }
    }

    // The two replacements of Keras' to_snake_case: MaxPooling2D is max_pooling2d, not max_pooling2_d.
    private static string SnakeCase(string name)
    {
        var words = WordStart().Replace(name, "$1_$2");
        return LowerThenUpper().Replace(words, "$1_$2").ToLowerInvariant();
    }

    [GeneratedRegex("(.)([A-Z][a-z]+)")]
    private static partial Regex WordStart();

    [GeneratedRegex("([a-z])([A-Z])")]
    private static partial Regex LowerThenUpper();
}
