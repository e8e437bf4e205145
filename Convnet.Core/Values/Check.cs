using System.Runtime.CompilerServices;

namespace Convnet;

/// <summary>Argument checks that return the checked value, so that a property initialiser and a <c>with</c> run the same rule.</summary>
internal static class Check
{
    public static int Positive(
        int value,
        [CallerArgumentExpression(nameof(value))] string name = "",
        [CallerMemberName] string property = ""
    ) => value > 0 ? value : throw OutOfRange(value, name, property, "must be at least 1.");

    public static int AtLeastTwo(
        int value,
        [CallerArgumentExpression(nameof(value))] string name = "",
        [CallerMemberName] string property = ""
    ) => value >= 2 ? value : throw OutOfRange(value, name, property, "must be at least 2.");

    public static int NotNegative(
        int value,
        [CallerArgumentExpression(nameof(value))] string name = "",
        [CallerMemberName] string property = ""
    ) => value >= 0 ? value : throw OutOfRange(value, name, property, "must be at least 0.");

    public static Size2D Positive(
        Size2D value,
        [CallerArgumentExpression(nameof(value))] string name = "",
        [CallerMemberName] string property = ""
    ) =>
        value is { Height: > 0, Width: > 0 }
            ? value
            : throw OutOfRange(value, name, property, "both sides must be at least 1.");

    public static Border NotNegative(
        Border value,
        [CallerArgumentExpression(nameof(value))] string name = "",
        [CallerMemberName] string property = ""
    ) =>
        value is { Top: >= 0, Bottom: >= 0, Left: >= 0, Right: >= 0 }
            ? value
            : throw OutOfRange(value, name, property, "all sides must be at least 0.");

    public static Size2D NotNegative(
        Size2D value,
        [CallerArgumentExpression(nameof(value))] string name = "",
        [CallerMemberName] string property = ""
    ) =>
        value is { Height: >= 0, Width: >= 0 }
            ? value
            : throw OutOfRange(value, name, property, "both sides must be at least 0.");

    public static double Positive(
        double value,
        [CallerArgumentExpression(nameof(value))] string name = "",
        [CallerMemberName] string property = ""
    ) =>
        value > 0 && double.IsFinite(value)
            ? value
            : throw OutOfRange(value, name, property, "must be a finite number above 0.");

    public static double NotNegative(
        double value,
        [CallerArgumentExpression(nameof(value))] string name = "",
        [CallerMemberName] string property = ""
    ) =>
        value >= 0 && double.IsFinite(value)
            ? value
            : throw OutOfRange(value, name, property, "must be a finite number of at least 0.");

    public static double Finite(
        double value,
        [CallerArgumentExpression(nameof(value))] string name = "",
        [CallerMemberName] string property = ""
    ) => double.IsFinite(value) ? value : throw OutOfRange(value, name, property, "must be a finite number.");

    /// <summary>For decay rates: 0 ≤ value &lt; 1.</summary>
    public static double Fraction(
        double value,
        [CallerArgumentExpression(nameof(value))] string name = "",
        [CallerMemberName] string property = ""
    ) => value is >= 0 and < 1 ? value : throw OutOfRange(value, name, property, "must be at least 0 and below 1.");

    /// <summary>For shares and thresholds: 0 ≤ value ≤ 1.</summary>
    public static double Share(
        double value,
        [CallerArgumentExpression(nameof(value))] string name = "",
        [CallerMemberName] string property = ""
    ) => value is >= 0 and <= 1 ? value : throw OutOfRange(value, name, property, "must be from 0 to 1.");

    /// <summary>For lists of thresholds: at least one, each from 0 to 1.</summary>
    public static IReadOnlyList<double> Shares(IReadOnlyList<double> values, [CallerMemberName] string property = "")
    {
        if (NotNull(values, property).Count == 0)
        {
            throw new ArgumentException($"{property} is empty, but must hold at least one number.", property);
        }

        return new ValueList(values.Select((value, i) => Share(value, $"{property}[{i}]")));
    }

    /// <summary>For what augmentations draw: both bounds between −1 and 1.</summary>
    public static Factor Share(
        Factor value,
        [CallerArgumentExpression(nameof(value))] string name = "",
        [CallerMemberName] string property = ""
    ) =>
        value is { Lower: >= -1, Upper: <= 1 }
            ? value
            : throw OutOfRange(value, name, property, "both of its bounds must be between -1 and 1.");

    /// <summary>The parts that a combinator is to be made of, as many as it has.</summary>
    public static void Parts<TPart>(IReadOnlyList<TPart> parts, int count, string combinator)
    {
        if (NotNull(parts).Count != count)
        {
            throw new ArgumentException(
                $"{combinator} was given {parts.Count} parts, but it has {count}.",
                nameof(parts)
            );
        }
    }

    public static TEnum Defined<TEnum>(
        TEnum value,
        [CallerArgumentExpression(nameof(value))] string name = "",
        [CallerMemberName] string property = ""
    )
        where TEnum : struct, Enum =>
        Enum.IsDefined(value)
            ? value
            : throw OutOfRange(value, name, property, $"must be one of {string.Join(", ", Enum.GetNames<TEnum>())}.");

    public static T NotNull<T>(
        T value,
        [CallerArgumentExpression(nameof(value))] string name = "",
        [CallerMemberName] string property = ""
    )
        where T : class => value ?? throw Missing(Argument(name, property));

    private static ArgumentOutOfRangeException OutOfRange(object value, string expression, string property, string rule)
    {
        var name = Argument(expression, property);
        return new(name, value, $"{name} is {value}, but {rule}");
    }

    private static ArgumentNullException Missing(string name) => new(name, $"{name} is missing (null).");

    // In a with expression it is the property's setter that checks, and there the argument is called "value".
    private static string Argument(string expression, string property) => expression == "value" ? property : expression;
}
