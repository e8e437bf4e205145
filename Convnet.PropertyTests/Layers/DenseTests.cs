using Xunit;

namespace Convnet.PropertyTests;

public sealed class DenseTests
{
    [Fact]
    public void An_image_is_refused_with_the_way_out() =>
        Refusal.Of<ShapeException>(
            () => new Dense(10).OutputShape([28, 28, 1]),
            "Dense takes samples of one axis, but was given (28, 28, 1). Put a Flatten before it."
        );

    [Fact]
    public void Bad_values_are_refused_in_the_constructor_and_in_with()
    {
        Refusal.Of<ArgumentOutOfRangeException>(() => new Dense(0), "Units is 0", "at least 1");
        Refusal.Of<ArgumentOutOfRangeException>(() => new Dense(3) with { Units = -1 }, "-1", "at least 1");
        Refusal.Of<ArgumentNullException>(() => new Dense(3) with { Activation = null! }, "missing");
        Refusal.Of<ArgumentNullException>(() => new Dense(3) with { KernelInitializer = null! }, "missing");
        Refusal.Of<ArgumentNullException>(() => new Dense(3) with { BiasInitializer = null! }, "missing");
    }
}
