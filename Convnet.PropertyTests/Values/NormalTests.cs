using MathNet.Numerics.Distributions;
using Xunit;

namespace Convnet.PropertyTests;

/// <summary>Normal draws: the inverse of their distribution function, their distributions, and the initializers that use them.</summary>
public sealed class NormalTests
{
    private const int Draws = 20_000;

    // The 99.9 % point of Kolmogorov's distribution: seeds are fixed, so a distribution that is right stays below it.
    private const double Kolmogorov = 1.95;

    private static readonly Shape Many = [Draws];

    [Property(MaxTest = 1000)]
    public void The_quantile_is_that_of_MathNet(int seed)
    {
        var key = RandomKey.FromSeed(seed);
        var share = key.Uniform(0) + (key.Uniform(1) * (1.0 / (1 << 24))) + (0.5 / (1L << 48));

        // A third of the draws from the middle, a third from the lower end, and a third from the ends of ends.
        var p = (uint)seed % 3 == 0 ? share : Math.ScaleB(share, -key.Below((uint)seed % 3 == 1 ? 10 : 300, 2));
        var expected = Normal.InvCDF(0, 1, p);
        Assert.Equal(expected, NormalQuantile.At(p), 1e-14 * Math.Max(0.1, Math.Abs(expected)));
        Assert.Equal(-NormalQuantile.At(0.25), NormalQuantile.At(0.75));
    }

    [Fact]
    public void The_quantile_is_finite_at_the_ends_of_what_is_drawn()
    {
        Assert.Equal(0, NormalQuantile.At(0.5));
        Assert.Equal(8.2095361516013856, -NormalQuantile.At(Math.ScaleB(1, -53)), 1e-14 * 9);
        Assert.Equal(8.2095361516013856, NormalQuantile.At(1 - Math.ScaleB(1, -53)), 1e-14 * 9);
    }

    [Fact]
    public void Draws_have_these_bits_on_every_platform()
    {
        var key = RandomKey.FromSeed(1);
        uint[] bits = [.. Enumerable.Range(0, 6).Select(i => BitConverter.SingleToUInt32Bits(key.Normal((ulong)i)))];
        Assert.Equal(Bits, bits);
    }

    [Fact]
    public void Draws_are_normal()
    {
        var key = RandomKey.FromSeed(2);
        AssertDistributed([.. Enumerable.Range(0, Draws).Select(i => key.Normal((ulong)i))], z => Normal.CDF(0, 1, z));
        AssertDistributed(
            Initializer.RandomNormal(-1, 0.25).Fill(Many, RandomKey.FromSeed(3)).ToArray(),
            z => Normal.CDF(-1, 0.25, z)
        );
    }

    [Fact]
    public void Truncated_draws_are_normal_within_two_deviations()
    {
        var draws = Initializer.TruncatedNormal(0.5, 0.1).Fill(Many, RandomKey.FromSeed(4)).ToArray();
        Assert.All(draws, draw => Assert.InRange(draw, 0.3f, 0.7f));
        var cut = Normal.CDF(0, 1, -2);
        AssertDistributed(draws, z => (Normal.CDF(0.5, 0.1, z) - cut) / (1 - (2 * cut)));
    }

    [Theory]
    [InlineData("glorot_normal", 2.0 / (30 + 1200))]
    [InlineData("he_normal", 2.0 / 30)]
    [InlineData("lecun_normal", 1.0 / 30)]
    public void Scaled_draws_have_the_variance_of_their_fans(string name, double variance)
    {
        Initializer[] all = [Initializer.GlorotNormal, Initializer.HeNormal, Initializer.LecunNormal];
        var initializer = all.Single(candidate => candidate.Name == name);
        var many = initializer.Fill([3, 2, 5, 200], RandomKey.FromSeed(5)).ToArray();
        var mean = many.Average(draw => (double)draw);
        Assert.Equal(0, mean, 4 * Math.Sqrt(variance / many.Length));

        // The variance of a sample's variance is below 2/n of its square for a distribution without tails.
        var spread = many.Average(draw => (draw - mean) * (draw - mean));
        Assert.Equal(variance, spread, 4 * variance * Math.Sqrt(2.0 / many.Length));
        Assert.InRange(many.Max(Math.Abs), 0, 2 * Math.Sqrt(variance) / 0.8796);
    }

    [Fact]
    public void Normal_initializers_print_their_numbers_and_refuse_bad_ones()
    {
        Assert.Equal("random_normal(0, 0.05)", Initializer.RandomNormal().ToString());
        Assert.Equal("truncated_normal(1, 2)", Initializer.TruncatedNormal(1, 2).ToString());
        Assert.NotEqual(Initializer.RandomNormal(1, 2), Initializer.TruncatedNormal(1, 2));
        Refusal.Of<ArgumentOutOfRangeException>(() => Initializer.RandomNormal(0, -1), "stddev is -1", "at least 0");
        Refusal.Of<ArgumentOutOfRangeException>(() => Initializer.TruncatedNormal(double.NaN), "mean is NaN", "finite");
    }

    private static void AssertDistributed(float[] draws, Func<double, double> distribution)
    {
        var shares = draws.Order().Select(draw => distribution(draw)).ToArray();
        var distance = shares
            .Select(
                (share, i) =>
                    Math.Max(Math.Abs(share - (i / (double)draws.Length)), Math.Abs(((i + 1.0) / draws.Length) - share))
            )
            .Max();
        Assert.InRange(distance, 0, Kolmogorov / Math.Sqrt(draws.Length));
    }

    // Of the same formulas in Python.
    private static readonly uint[] Bits = [0x3F863559, 0x3E05721C, 0xBD951C42, 0x3FE462A0, 0x3FAB84FE, 0xBEBFD09D];
}
