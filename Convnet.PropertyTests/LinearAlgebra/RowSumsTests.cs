using Xunit;

namespace Convnet.PropertyTests;

public sealed class RowSumsTests
{
    [Property]
    public void Values_and_products_are_added_in_double(byte count, int seed)
    {
        var (a, b) = (Draw(count + 1, seed), Draw(count + 1, seed + 1));
        double[] products = [.. a.Zip(b, (x, y) => (double)x * y)];
        var (sum, ofProducts) = RowSums.Of(a, b);

        // A product of 24 bits each is exact in double, and each addition is off by 2⁻⁵³ of what was added so far at most.
        Assert.Equal(a.Sum(x => (double)x), sum, Rounding(a.Sum(x => Math.Abs((double)x))));
        Assert.Equal(products.Sum(), ofProducts, Rounding(products.Sum(Math.Abs)));
        Assert.Equal((0, 0), RowSums.Of([], []));
        Refusal.Of<ArgumentException>(() => RowSums.Of(a, [.. b, 1]), $"{a.Length}", $"{a.Length + 1}");

        double Rounding(double sizes) => 2 * a.Length * Math.ScaleB(sizes, -53);
    }

    private static float[] Draw(int count, int seed) =>
        Initializer.RandomUniform(-1000, 1000).Fill([count], RandomKey.FromSeed(seed)).ToArray();
}
