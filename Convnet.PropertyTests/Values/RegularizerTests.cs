using Xunit;

namespace Convnet.PropertyTests;

public sealed class RegularizerTests
{
    [Fact]
    public void A_penalty_is_that_of_absolute_values_and_squares()
    {
        var values = Tensor.Of([3], 1, -2, 0);
        Assert.Equal(0.1 * 3, new Regularizer(L1: 0.1).Penalty(values), 1e-12);
        Assert.Equal(0.1 * 5, new Regularizer(L2: 0.1).Penalty(values), 1e-12);
        Assert.Equal((0.1 * 3) + (0.2 * 5), new Regularizer(0.1, 0.2).Penalty(values), 1e-12);
    }

    [Fact]
    public void Those_of_Keras_have_its_numbers()
    {
        Assert.Equal(new Regularizer(0.01, 0), Regularizer.OfL1());
        Assert.Equal(new Regularizer(0, 0.01), Regularizer.OfL2());
        Assert.Equal((new Regularizer(L1: 3), new Regularizer(L2: 4)), (Regularizer.OfL1(3), Regularizer.OfL2(4)));
    }

    [Fact]
    public void Its_gradient_is_added_and_that_of_an_absolute_value_at_0_is_0()
    {
        float[] gradient = [10, 10, 10];
        new Regularizer(0.5, 0.25).AddGradient([1, -2, 0], gradient);
        Assert.Equal([10 + 0.5f + 0.5f, 10 - 0.5f - 1f, 10], gradient);
    }

    [Fact]
    public void Negative_weights_are_refused()
    {
        Refusal.Of<ArgumentOutOfRangeException>(() => new Regularizer(-1), "L1 is -1", "at least 0");
        Refusal.Of<ArgumentOutOfRangeException>(() => new Regularizer(L2: -1), "L2 is -1", "at least 0");
        Refusal.Of<ArgumentOutOfRangeException>(() => new Regularizer() with { L2 = double.NaN }, "NaN");
    }
}
