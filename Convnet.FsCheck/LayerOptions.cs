using System.Reflection;

namespace Convnet;

/// <summary>The options of a layer, by reflection: what is done alike to all layers need not name each.</summary>
internal static class LayerOptions
{
    /// <summary>The layer with another activation, where it has one.</summary>
    public static ILayer WithActivation(ILayer layer, Func<Activation, Activation> other) =>
        layer.GetType().GetProperty(nameof(Activation)) is { CanWrite: true } option
            ? With(layer, option, other((Activation)option.GetValue(layer)!))!
            : layer;

    /// <summary>The layer with one of its options simpler, for each option and each way.</summary>
    public static IEnumerable<ILayer> Simpler(ILayer layer) =>
        from option in layer.GetType().GetProperties()
        where option.CanWrite
        from value in Simpler(option.GetValue(layer))
        let simpler = With(layer, option, value)
        where simpler is not null && !simpler.Equals(layer)
        select simpler;

    /// <summary>For each option, its name and the layer with another value of it, where the layer takes one.</summary>
    public static IEnumerable<(string Option, ILayer Layer)> Others(ILayer layer) =>
        from option in layer.GetType().GetProperties()
        where option.SetMethod is { IsPublic: true }
        let other = With(layer, option, Other(option.PropertyType, option.GetValue(layer)))
        where other is not null
        select (option.Name, other);

    private static object Other(Type type, object? value) =>
        value switch
        {
            bool flag => !flag,
            int number => number + 1,
            double number => number == 0.5 ? 0.25 : 0.5,
            Size2D size => size with { Width = size.Width + 1 },
            Border border => border with { Left = border.Left + 1 },
            Factor factor => factor == 0.25 ? (Factor)0.5 : 0.25,
            Axes axes => axes == -1 ? (Axes)1 : -1,
            Shape shape => new Shape([.. shape.Extents, 1]),
            string text => text + "_",
            ILayer inner => new Named("another", inner),
            Activation activation => activation.IsLinear ? Activation.Relu : Activation.Linear,
            Initializer initializer => initializer == Initializer.Ones ? Initializer.Zeros : Initializer.Ones,
            Enum choice => Enum.GetValues(choice.GetType()).Cast<Enum>().First(other => !other.Equals(choice)),
            null when type == typeof(Regularizer) => new Regularizer(L2: 0.1),
            null when type == typeof(ILayer) => new Tap(),
            _ => throw new ArgumentException($"No other value of {type.Name} is known: say one here."),
        };

    /// <summary>Smaller numbers, at least 0.</summary>
    public static IEnumerable<int> Simpler(int number) =>
        new[] { 0, 1, number / 2, number - 1 }.Where(smaller => smaller >= 0 && smaller < number).Distinct();

    private static IEnumerable<object?> Simpler(object? value) =>
        value switch
        {
            int number => Simpler(number).Cast<object>(),
            Size2D size =>
            [
                .. Simpler(size.Height).Select(height => size with { Height = height }),
                .. Simpler(size.Width).Select(width => size with { Width = width }),
            ],
            // Halves are exact, whatever is reckoned with them.
            double number when number is not (0 or 0.5) => [0.5],
            Border border => Simpler(border).Cast<object>(),
            Factor factor => Simpler(factor).Cast<object>(),
            Axes axes when axes != -1 => [(Axes)(-1)],
            Padding.Same => [Padding.Valid],
            Interpolation.Bilinear => [Interpolation.Nearest],
            FillMode mode when mode != FillMode.Nearest => [FillMode.Nearest],
            FlipMode.HorizontalAndVertical => [FlipMode.Horizontal, FlipMode.Vertical],
            true => [false],
            Activation { IsLinear: false } => [Activation.Linear],
            _ => [],
        };

    private static IEnumerable<Border> Simpler(Border border) =>
        new Border[]
        {
            0,
            border with
            {
                Top = border.Top / 2,
            },
            border with
            {
                Bottom = border.Bottom / 2,
            },
            border with
            {
                Left = border.Left / 2,
            },
            border with
            {
                Right = border.Right / 2,
            },
        }.Where(simpler => simpler != border);

    private static IEnumerable<Factor> Simpler(Factor factor) =>
        new Factor[] { 0, new(factor.Lower, factor.Lower), new(factor.Upper, factor.Upper) }.Where(simpler =>
            simpler != factor && factor != default
        );

    /// <summary>The layer with one option of another value; null where the layer refuses it.</summary>
    private static ILayer? With(ILayer layer, PropertyInfo option, object? value)
    {
        var copy = layer.GetType().GetMethod("<Clone>$")!.Invoke(layer, null);
        try
        {
            option.SetValue(copy, value);
            return (ILayer)copy!;
        }
        catch (TargetInvocationException refusal) when (refusal.InnerException is ArgumentException)
        {
            return null;
        }
    }
}
