using System.Globalization;
using System.Reflection;

namespace Convnet;

/// <summary>
/// How a value of the library is made, in F#: <c>Conv2D(32, (3, 3), Padding = Padding.Same)</c>, with only the options that differ from
/// what the constructor gives. By reflection, so that a new option cannot be forgotten.
/// </summary>
internal static class Construction
{
    /// <summary>The expression on one line; what layers print of themselves.</summary>
    public static string Text(ILayer layer) => Of(layer).ToString();

    /// <summary>The expression that makes a value equal to this.</summary>
    public static Phrase Of(object? value) =>
        value switch
        {
            null => Phrase.Atom("null"),
            bool isTrue => Phrase.Atom(isTrue ? "true" : "false"),
            int number => Phrase.Atom(number.ToString(CultureInfo.InvariantCulture)),
            double number => Phrase.Atom(Float(number)),
            string text => Phrase.Atom(Quoted(text)),
            Size2D or Border => Phrase.Atom(value.ToString()!),
            Axes axes => axes.Numbers is [var one]
                ? Of(one)
                : Phrase.Atom($"{nameof(Axes)}({string.Join(", ", axes.Numbers)})"),
            Factor factor => Phrase.Atom($"({Float(factor.Lower)}, {Float(factor.Upper)})"),
            Enum choice => Phrase.Atom($"{choice.GetType().Name}.{choice}"),
            Shape shape => Phrase.Word(nameof(Shape), List(shape)),
            Activation activation => Activated(activation),
            Initializer initializer => Initialized(initializer),
            _ when value.GetType() is { IsPublic: true } type && type.Assembly == typeof(ILayer).Assembly => Call(
                value
            ),
            _ => Foreign(value),
        };

    /// <summary>The extents of a shape: <c>[ 28; 28; 1 ]</c>.</summary>
    public static Phrase List(Shape shape) => Phrase.List(shape.Extents.Select(extent => Of(extent)));

    private static Phrase Call(object value)
    {
        var constructor = Constructor(value.GetType());
        var needed = Needed(constructor).Select(property => property.GetValue(value));
        return Phrase.Call(
            value.GetType().Name,
            [
                .. needed.SelectMany(given => given is IEnumerable<ILayer> layers ? layers.Select(Of) : [Of(given)]),
                .. Told(value, constructor).Select(option => Phrase.Option(option.Name, Of(option.GetValue(value)))),
            ]
        );
    }

    /// <summary>The options without which the constructor would not make this value.</summary>
    private static List<PropertyInfo> Told(object value, ConstructorInfo constructor)
    {
        var options = value
            .GetType()
            .GetProperties()
            .Where(property => property.SetMethod is { IsPublic: true })
            .Except(Needed(constructor))
            .ToList();
        var fresh = Make(value, constructor, []);
        var told = options.Where(option => !Equals(option.GetValue(fresh), option.GetValue(value))).ToList();
        // What follows other options may have another value though nobody told it, or the value that it has by itself though somebody did:
        // the strides of a pooling, the output padding of a transposed convolution.
        return Makes(told) ? told : options.Select(Turned).FirstOrDefault(Makes, told);

        bool Makes(List<PropertyInfo> some) => Make(value, constructor, some).Equals(value);

        List<PropertyInfo> Turned(PropertyInfo turned) =>
            [.. options.Where(option => told.Contains(option) != (option == turned))];
    }

    /// <summary>A value made like this one, but with only these options told.</summary>
    private static object Make(object value, ConstructorInfo constructor, List<PropertyInfo> told)
    {
        var defaults = constructor.GetParameters().Where(parameter => parameter.IsOptional).Select(p => p.DefaultValue);
        var made = constructor.Invoke([.. Needed(constructor).Select(p => p.GetValue(value)), .. defaults]);
        told.ForEach(option => option.SetValue(made, option.GetValue(value)));
        return made;
    }

    /// <summary>The constructor that takes the most, of those whose parameters are properties.</summary>
    private static ConstructorInfo Constructor(Type type) =>
        type.GetConstructors()
            .Where(constructor =>
                constructor
                    .GetParameters()
                    .All(parameter =>
                        Property(constructor, parameter) is { } property
                        && parameter.ParameterType.IsAssignableFrom(property.PropertyType)
                    )
            )
            .MaxBy(constructor => constructor.GetParameters().Length)
        ?? throw new ArgumentException(
            $"{type.Name} has no public constructor whose parameters are its properties, so no expression that makes it is known.",
            nameof(type)
        );

    private static IEnumerable<PropertyInfo> Needed(ConstructorInfo constructor) =>
        constructor
            .GetParameters()
            .Where(parameter => !parameter.IsOptional)
            .Select(parameter => Property(constructor, parameter)!);

    private static PropertyInfo? Property(ConstructorInfo constructor, ParameterInfo parameter) =>
        constructor
            .DeclaringType!.GetProperties()
            .FirstOrDefault(p => p.Name.Equals(parameter.Name, StringComparison.OrdinalIgnoreCase));

    // No word: it would hide F#'s function.
    private static Phrase Activated(Activation activation) =>
        activation == Activation.Tanh ? Phrase.Atom("Activation.Tanh")
        : Pascal(activation.Name) is var name && activation.Parameter is { } number
            ? Phrase.Word(char.ToLowerInvariant(name[0]) + name[1..], Of(number))
        : Phrase.Atom(char.ToLowerInvariant(name[0]) + name[1..]);

    private static Phrase Initialized(Initializer initializer)
    {
        if (initializer.IsOfTheLibrary)
        {
            var name = $"{nameof(Initializer)}.{Pascal(initializer.Name)}";
            return initializer.Numbers.Count == 0
                ? Phrase.Atom(name)
                : Phrase.Call(name, initializer.Numbers.Select(number => Of(number)));
        }

        var known = string.Join(' ', initializer.ToString().Split('\n', StringSplitOptions.TrimEntries));
        var foreign = Phrase.Foreign($"``{known}``", $"the initializer {known}");
        return initializer.HoldsValues
            ? Phrase.Call("Initializer.Values", foreign)
            : Phrase.Call("Initializer.Of", Of(initializer.Name), foreign);
    }

    /// <summary>As its owner prints it; the lines of an F# record's text become one that F# reads.</summary>
    private static Phrase Foreign(object value)
    {
        var lines = (value.ToString() ?? "").Split(
            '\n',
            StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries
        );
        var name = value.GetType().Name.Split('`')[0];
        var text =
            lines.Length == 0
                ? name
                : lines.Aggregate(
                    (left, right) =>
                        left[^1] is '=' or '{' or '[' or '(' or ';' or ',' ? $"{left} {right}" : $"{left}; {right}"
                );
        return Phrase.Foreign(text, name);
    }

    private static string Float(double number)
    {
        var digits = number.ToString("R", CultureInfo.InvariantCulture);
        return digits.AsSpan().ContainsAny('.', 'E') ? digits.Replace('E', 'e') : $"{digits}.0";
    }

    private static string Quoted(string text) =>
        $"\"{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).ReplaceLineEndings("\\n")}\"";

    /// <summary>Keras' name as the library's: <c>leaky_relu</c> is <c>LeakyRelu</c>.</summary>
    private static string Pascal(string name) =>
        string.Concat(name.Split('_').Select(word => char.ToUpperInvariant(word[0]) + word[1..]));
}
