using Xunit;

namespace Convnet.PropertyTests;

public sealed class InitializerTests
{
    [Fact]
    public void Limits_of_Glorot_are_those_of_Keras()
    {
        // A run of Keras 3.16.
        Assert.Equal(0.14213381, Limit(Initializer.GlorotUniform, [3, 3, 1, 32]), 1e-7);
        Assert.Equal(0.09682458, Limit(Initializer.GlorotUniform, [576, 64]), 1e-7);
    }

    [Fact]
    public void Constants_fill_their_value()
    {
        Assert.Equal(Tensor.Zeros([3]), Initializer.Zeros.Fill([3], default));
        Assert.Equal(Tensor.Of([2], 1, 1), Initializer.Ones.Fill([2], default));
        Assert.Equal(Tensor.Of([2], 0.1f, 0.1f), Initializer.Constant(0.1).Fill([2], default));
    }

    [Property]
    public void Uniform_draws_stay_in_their_range_and_depend_on_the_key_alone(int seed)
    {
        var (initializer, key) = (Initializer.RandomUniform(-0.5, 2), RandomKey.FromSeed(seed));
        var draws = initializer.Fill([50], key);

        Assert.All(draws.ToArray(), draw => Assert.InRange(draw, -0.5f, 2));
        Assert.Equal(draws, initializer.Fill([50], key));
        Assert.NotEqual(draws, initializer.Fill([50], key.Fold(1)));
    }

    [Fact]
    public void Initializers_are_equal_by_name_and_numbers_and_print_both()
    {
        Assert.Equal(Initializer.Constant(2), Initializer.Constant(2));
        Assert.NotEqual(Initializer.Constant(2), Initializer.Constant(3));
        Assert.NotEqual(Initializer.GlorotUniform, Initializer.HeUniform);
        Assert.Equal("glorot_uniform", Initializer.GlorotUniform.ToString());
        Assert.Equal("constant(0.5)", Initializer.Constant(0.5).ToString());
        Assert.Equal("random_uniform(-1, 2.5)", Initializer.RandomUniform(-1, 2.5).ToString());
    }

    [Fact]
    public void One_of_your_own_fills_as_you_say()
    {
        var counting = Initializer.Of("counting", (shape, _) => Tensor.Create(shape, i => i));
        Assert.Equal(Tensor.Of([3], 0, 1, 2), counting.Fill([3], default));
        Assert.Equal("counting", counting.ToString());
    }

    [Fact]
    public void Given_values_fill_their_shape_alone()
    {
        var values = Tensor.Of([2, 2], 1, 2, 3, 4);
        var initializer = Initializer.Values(values);
        Assert.Equal(values, initializer.Fill([2, 2], default));
        Assert.Equal(Initializer.Values(Tensor.Of([2, 2], 1, 2, 3, 4)), initializer);
        Assert.NotEqual(Initializer.Values(Tensor.Of([2, 2], 1, 2, 3, 5)), initializer);
        Assert.Equal("values (2, 2)", initializer.ToString());
        Assert.Equal(
            "Dense(2, KernelInitializer = Initializer.Values(``values (2, 2)``))",
            $"{new Dense(2) { KernelInitializer = initializer }}"
        );
        Refusal.Of<ShapeException>(() => initializer.Fill([4], default), "values", "(2, 2)", "(4)");
        Refusal.Of<ArgumentNullException>(() => Initializer.Values(null!), "missing");
    }

    [Fact]
    public void Bad_values_are_refused()
    {
        Refusal.Of<ArgumentOutOfRangeException>(() => Initializer.Constant(double.NaN), "value", "finite");
        Refusal.Of<ArgumentOutOfRangeException>(() => Initializer.RandomUniform(2, 1), "minimum is 2", "maximum, 1");
        Refusal.Of<ArgumentNullException>(() => Initializer.Of("own", null!), "missing");
        Refusal.Of<ShapeException>(
            () => Initializer.Of("own", (_, _) => Tensor.Zeros([2])).Fill([3], default),
            "own",
            "(2)",
            "(3)"
        );
    }

    /// <summary>The limit of a symmetric uniform distribution, from the draw that shows it best.</summary>
    internal static double Limit(Initializer initializer, Shape shape)
    {
        var key = RandomKey.FromSeed(1);
        var draws = initializer.Fill(shape, key);
        var best = Enumerable.Range(0, shape.Size).MaxBy(i => Math.Abs(key.Uniform((ulong)i) - 0.5));
        return draws.Values[best] / ((2.0 * key.Uniform((ulong)best)) - 1);
    }

    /// <summary>The deviation of a truncated normal distribution before it is cut, from the draw that shows it best.</summary>
    internal static double Deviation(Initializer initializer, Shape shape)
    {
        var key = RandomKey.FromSeed(1);
        var draws = initializer.Fill(shape, key);
        var standard = Initializer.TruncatedNormal(0, 1).Fill(shape, key);
        var best = Enumerable.Range(0, shape.Size).MaxBy(i => Math.Abs(standard.Values[i]));
        return draws.Values[best] / (double)standard.Values[best];
    }
}
