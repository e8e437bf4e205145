using System.Globalization;

namespace Convnet;

/// <summary>How a parameter gets its first values: a pure function of its shape and a key. Compared by value.</summary>
/// <remarks>
/// Formula: the scaled ones draw with the variance scale/n, n = fan_in or the mean of fan_in and fan_out (Keras' VarianceScaling): uniform
/// in ±√(3·scale/n), or normal and cut at two deviations. The fans of a shape (…, in, out) are in and out, each times the product of the
/// axes before them; of a shape (n) both are n.
/// </remarks>
public sealed record Initializer
{
    private readonly IDistribution? distribution;
    private readonly Tensor? given;
    private readonly Func<Shape, RandomKey, Tensor>? function;

    private Initializer(string name, IDistribution distribution) => (Name, this.distribution) = (name, distribution);

    private Initializer(string name, Func<Shape, RandomKey, Tensor> function) =>
        (Name, this.function) = (Check.NotNull(name), Check.NotNull(function));

    private Initializer(Tensor given) => (Name, this.given) = ("values", Check.NotNull(given));

    /// <summary>Keras' name of it: <c>glorot_uniform</c>.</summary>
    public string Name { get; }

    /// <summary>All zeros.</summary>
    public static Initializer Zeros { get; } = Constant("zeros", 0);

    /// <summary>All ones.</summary>
    public static Initializer Ones { get; } = Constant("ones", 1);

    /// <summary>Uniform in ±√(6/(fan_in + fan_out)): Glorot and Bengio 2010. The default of kernels.</summary>
    public static Initializer GlorotUniform { get; } =
        new("glorot_uniform", new VarianceScaling(1, OfBothFans: true, IsNormal: false));

    /// <summary>Truncated normal of the variance 2/(fan_in + fan_out): Glorot and Bengio 2010.</summary>
    public static Initializer GlorotNormal { get; } =
        new("glorot_normal", new VarianceScaling(1, OfBothFans: true, IsNormal: true));

    /// <summary>Uniform in ±√(6/fan_in): He et al. 2015.</summary>
    public static Initializer HeUniform { get; } =
        new("he_uniform", new VarianceScaling(2, OfBothFans: false, IsNormal: false));

    /// <summary>Truncated normal of the variance 2/fan_in: He et al. 2015.</summary>
    public static Initializer HeNormal { get; } =
        new("he_normal", new VarianceScaling(2, OfBothFans: false, IsNormal: true));

    /// <summary>Uniform in ±√(3/fan_in): LeCun et al. 1998.</summary>
    public static Initializer LecunUniform { get; } =
        new("lecun_uniform", new VarianceScaling(1, OfBothFans: false, IsNormal: false));

    /// <summary>Truncated normal of the variance 1/fan_in: LeCun et al. 1998.</summary>
    public static Initializer LecunNormal { get; } =
        new("lecun_normal", new VarianceScaling(1, OfBothFans: false, IsNormal: true));

    /// <summary>All of one value.</summary>
    public static Initializer Constant(double value) => Constant("constant", Check.Finite(value));

    /// <summary>Uniform in [<paramref name="minimum"/>, <paramref name="maximum"/>).</summary>
    /// <exception cref="ArgumentOutOfRangeException">The minimum is above the maximum.</exception>
    public static Initializer RandomUniform(double minimum = -0.05, double maximum = 0.05) =>
        Check.Finite(minimum) <= Check.Finite(maximum)
            ? new("random_uniform", new UniformDistribution(minimum, maximum))
            : throw new ArgumentOutOfRangeException(
                nameof(minimum),
                minimum,
                $"minimum is {minimum}, but must not be above maximum, {maximum}."
            );

    /// <summary>Normal of this mean and standard deviation.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The deviation is negative, or a number is not finite.</exception>
    public static Initializer RandomNormal(double mean = 0, double stddev = 0.05) =>
        new("random_normal", new NormalDistribution(Check.Finite(mean), Check.NotNegative(stddev), IsTruncated: false));

    /// <summary>
    /// Normal and cut at two deviations: nothing is farther from the mean. As in Keras, <paramref name="stddev"/> is the one before cutting;
    /// 0.8796 of it is left.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The deviation is negative, or a number is not finite.</exception>
    public static Initializer TruncatedNormal(double mean = 0, double stddev = 0.05) =>
        new(
            "truncated_normal",
            new NormalDistribution(Check.Finite(mean), Check.NotNegative(stddev), IsTruncated: true)
        );

    /// <summary>These values, for a parameter of their shape.</summary>
    /// <example><code>new Conv2D(1, (2, 1)) { KernelInitializer = Initializer.Values(Tensor.Of([2, 1, 1, 1], 1, -1)) }</code></example>
    public static Initializer Values(Tensor values) => new(values);

    /// <summary>One of your own: <paramref name="function"/> gives the tensor of a shape from a key, and the same for the same.</summary>
    public static Initializer Of(string name, Func<Shape, RandomKey, Tensor> function) => new(name, function);

    /// <summary>The first values of a parameter.</summary>
    /// <exception cref="ShapeException">The values that were given, or those of a function of your own, have another shape.</exception>
    public Tensor Fill(Shape shape, RandomKey key)
    {
        var filled = distribution?.Fill(shape, key) ?? given ?? function!(shape, key);
        return filled.Shape == shape
            ? filled
            : throw new ShapeException($"The initializer {Name} gave {filled.Shape} where {shape} was asked for.");
    }

    /// <summary>The name, with its numbers where there are any.</summary>
    public override string ToString() =>
        given is not null ? $"values {given.Shape}"
        : Numbers.Count == 0 ? Name
        : $"{Name}({string.Join(", ", Numbers.Select(number => number.ToString(CultureInfo.InvariantCulture)))})";

    /// <summary>False for one that was made by <see cref="Of"/> or <see cref="Values"/>: of it, the numbers do not tell all.</summary>
    internal bool IsOfTheLibrary => distribution is not null;

    /// <summary>True for one that was made by <see cref="Values"/>.</summary>
    internal bool HoldsValues => given is not null;

    /// <summary>The numbers that it was made with, if any.</summary>
    internal IReadOnlyList<double> Numbers => Name is "zeros" or "ones" ? [] : distribution?.Numbers ?? [];

    private static Initializer Constant(string name, double value) => new(name, new ConstantDistribution(value));
}
