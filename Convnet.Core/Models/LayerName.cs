using System.Text.RegularExpressions;

namespace Convnet;

/// <summary>What layers are called in tables, messages and paths: Keras' names.</summary>
internal static partial class LayerName
{
    /// <summary>The name of a layer's type: <c>Conv2D</c>; an ActivationLayer is an <c>Activation</c>, as in Keras.</summary>
    public static string OfType(ILayer layer)
    {
        var core = Core(layer);
        return core is ActivationLayer ? nameof(Activation) : core.GetType().Name.Split('`')[0];
    }

    /// <summary>What is inside of wrappers that leave everything but a name or a mark as it is.</summary>
    public static ILayer Core(ILayer layer) =>
        layer switch
        {
            Frozen frozen => Core(frozen.Inner),
            Named named => Core(named.Inner),
            _ => layer,
        };

    /// <summary>
    /// The names of the parts of one parent, each another: a name that was given, else the type's in snake case, counted: conv2d, conv2d_1.
    /// The first layer of a name has just that name.
    /// </summary>
    public static IEnumerable<string> Labels(IEnumerable<ILayer> parts)
    {
        var layers = parts.ToList();
        var (labels, taken) = (new string[layers.Count], new HashSet<string>());
        // Names that were given come first, each once, so that counted ones step aside.
        var given = layers.Select(Given).ToList();
        var order = Enumerable
            .Range(0, labels.Length)
            .OrderBy(i =>
                given[i] is null ? 2
                : given.IndexOf(given[i]) < i ? 1
                : 0
            );
        foreach (var i in order)
        {
            labels[i] = Counted(given[i] ?? SnakeCase(OfType(layers[i])), taken);
        }

        return labels;
    }

    /// <summary>The name that a layer was given, outermost first; null where there is none.</summary>
    public static string? Given(ILayer layer) =>
        layer switch
        {
            Named named => named.Name,
            Frozen frozen => Given(frozen.Inner),
            _ => null,
        };

    private static string Counted(string name, HashSet<string> taken)
    {
        var label = name;
        for (var count = 1; !taken.Add(label); count++)
        {
            label = $"{name}_{count}";
        }

        return label;
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
