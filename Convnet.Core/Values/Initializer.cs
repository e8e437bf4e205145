using System.Globalization;

namespace Convnet;

/// <summary>How a parameter gets its first values: a pure function of its shape and a key. Compared by value.</summary>
public sealed record Initializer
{
    private readonly double low;
    private readonly double high;
    private readonly double scale;
    private readonly Fan fan;
    private readonly Func<Shape, RandomKey, Tensor>? function;

    private Initializer(
        string name,
        double low = 0,
        double high = 0,
        double scale = 0,
        Fan fan = Fan.None,
        Func<Shape, RandomKey, Tensor>? function = null
    )
    {
        (Name, this.low, this.high, this.scale, this.fan, this.function) = (
            Check.NotNull(name),
            low,
            high,
            scale,
            fan,
            function
        );
    }

    private enum Fan
    {
        None,
        In,
        Average,
    }

    /// <summary>Keras' name of it: <c>glorot_uniform</c>.</summary>
    public string Name { get; }

    /// <summary>All zeros.</summary>
    public static Initializer Zeros { get; } = new("zeros");

    /// <summary>All ones.</summary>
    public static Initializer Ones { get; } = new("ones", 1, 1);

    /// <summary>Uniform in ±√(6/(fan_in + fan_out)): Glorot and Bengio 2010. The default of kernels.</summary>
    public static Initializer GlorotUniform { get; } = new("glorot_uniform", scale: 1, fan: Fan.Average);

    /// <summary>Uniform in ±√(6/fan_in): He et al. 2015.</summary>
    public static Initializer HeUniform { get; } = new("he_uniform", scale: 2, fan: Fan.In);

    /// <summary>Uniform in ±√(3/fan_in): LeCun et al. 1998.</summary>
    public static Initializer LecunUniform { get; } = new("lecun_uniform", scale: 1, fan: Fan.In);

    /// <summary>All of one value.</summary>
    public static Initializer Constant(double value) => new("constant", Check.Finite(value), value);

    /// <summary>Uniform in [<paramref name="minimum"/>, <paramref name="maximum"/>).</summary>
    /// <exception cref="ArgumentOutOfRangeException">The minimum is above the maximum.</exception>
    public static Initializer RandomUniform(double minimum = -0.05, double maximum = 0.05) =>
        Check.Finite(minimum) <= Check.Finite(maximum)
            ? new("random_uniform", minimum, maximum)
            : throw new ArgumentOutOfRangeException(
                nameof(minimum),
                minimum,
                $"minimum is {minimum}, but must not be above maximum, {maximum}."
            );

    /// <summary>One of your own: <paramref name="function"/> gives the tensor of a shape from a key, and the same for the same.</summary>
    public static Initializer Of(string name, Func<Shape, RandomKey, Tensor> function) =>
        new(name, function: Check.NotNull(function));

    /// <summary>The first values of a parameter.</summary>
    /// <remarks>
    /// Formula: uniform in ±√(3·scale/n), n = fan_in or the mean of fan_in and fan_out (Keras' VarianceScaling). The fans of a shape
    /// (…, in, out) are in and out, each times the product of the axes before them; of a shape (n) both are n.
    /// </remarks>
    /// <exception cref="ShapeException">A function of your own gave another shape.</exception>
    public Tensor Fill(Shape shape, RandomKey key)
    {
        if (function is not null)
        {
            var filled = function(shape, key);
            return filled.Shape == shape
                ? filled
                : throw new ShapeException($"The initializer {Name} gave {filled.Shape} where {shape} was asked for.");
        }

        var (least, most) = Range(shape);
        return Tensor.Create(
            shape,
            i => least == most ? (float)least : (float)(least + ((most - least) * key.Uniform((ulong)i)))
        );
    }

    /// <summary>The name, with its numbers where there are any.</summary>
    public override string ToString() =>
        Numbers.Count == 0
            ? Name
            : $"{Name}({string.Join(", ", Numbers.Select(number => number.ToString(CultureInfo.InvariantCulture)))})";

    /// <summary>False for one that was made by <see cref="Of"/>.</summary>
    internal bool IsOfTheLibrary => function is null;

    /// <summary>The numbers that it was made with, if any.</summary>
    internal IReadOnlyList<double> Numbers =>
        Name switch
        {
            _ when !IsOfTheLibrary => [],
            "constant" => [low],
            "random_uniform" => [low, high],
            _ => [],
        };

    private (double Low, double High) Range(Shape shape)
    {
        if (fan == Fan.None)
        {
            return (low, high);
        }

        var (fanIn, fanOut) = Fans(shape);
        var limit = Math.Sqrt(3 * scale / Math.Max(1, fan == Fan.In ? fanIn : (fanIn + fanOut) / 2));
        return (-limit, limit);
    }

    private static (double In, double Out) Fans(Shape shape)
    {
        if (shape.Count < 2)
        {
            return (shape.Size, shape.Size);
        }

        double receptiveField = 1;
        for (var axis = 0; axis < shape.Count - 2; axis++)
        {
            receptiveField *= shape[axis];
        }

        return (receptiveField * shape[^2], receptiveField * shape[^1]);
    }
}
