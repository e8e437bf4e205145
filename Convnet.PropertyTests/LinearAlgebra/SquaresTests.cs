using Xunit;

namespace Convnet.PropertyTests;

public sealed class SquaresTests
{
    [Property]
    public void Squares_are_added_in_double(byte count, int seed)
    {
        var values = Initializer.RandomUniform(-1000, 1000).Fill([count + 1], RandomKey.FromSeed(seed)).ToArray();
        var expected = values.Sum(x => (double)x * x);

        // A square of 24 bits is exact in double, and each addition is off by 2⁻⁵³ of the sum at most.
        Assert.Equal(expected, Squares.Sum(values), 2 * values.Length * Math.ScaleB(expected, -53));
        Assert.Equal(0, Squares.Sum([]));
    }
}
