using Xunit;

namespace Convnet.PropertyTests;

public sealed class ReshapeTests
{
    [Fact]
    public void Another_number_of_values_is_refused_with_both_numbers() =>
        Refusal.Of<ShapeException>(
            () => new Reshape([28, 28, 1]).OutputShape([783]),
            "Reshape makes (28, 28, 1), 784 values, but was given (783), which has 783"
        );

    [Fact]
    public void A_missing_target_is_refused() => Refusal.Of<ArgumentNullException>(() => new Reshape(null!), "missing");

    [Fact]
    public void Values_stay_in_row_major_order()
    {
        var input = Tensor.Create([2, 6], i => i);
        var output = new Reshape([3, 2]).Forward(Parameters.None, input, Phase.Inference);
        Assert.Equal(Tensor.Create([2, 3, 2], i => i), output);
    }
}
