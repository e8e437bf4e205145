using Xunit;

namespace Convnet.PropertyTests;

public sealed class MeanSquaredErrorTests
{
    [Fact]
    public void It_is_the_mean_of_squares_of_a_sample()
    {
        var (values, gradient) = new MeanSquaredError().Evaluate(
            Tensor.Of([2, 2], 1, 2, 3, 4),
            Tensor.Of([2, 2], 0, 0, 3, 2)
        );
        Assert.Equal(Tensor.Of([2], 2.5f, 2), values);
        Assert.Equal(Tensor.Of([2, 2], 1, 2, 0, 2), gradient);
    }

    [Property]
    public void It_is_0_with_gradient_0_where_nothing_differs(int seed)
    {
        var prediction = new LayerCase(new Flatten(), [5], 4, Draws.Fine, seed).Input;
        var (values, gradient) = new MeanSquaredError().Evaluate(prediction, prediction);
        Assert.Equal(Tensor.Zeros([4]), values);
        Assert.Equal(Tensor.Zeros([4, 5]), gradient);
    }

    [Fact]
    public void Targets_of_another_shape_are_refused() =>
        Refusal.Of<ShapeException>(
            () => new MeanSquaredError().Evaluate(Tensor.Zeros([2, 3]), Tensor.Zeros([2, 2])),
            "(2, 2)",
            "(2, 3)",
            "value by value"
        );
}
