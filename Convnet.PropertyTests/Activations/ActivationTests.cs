using Xunit;

namespace Convnet.PropertyTests;

public sealed class ActivationTests
{
    [Property]
    public void Softmax_sums_to_one_and_has_no_negative_share(int seed)
    {
        var output = Apply(Activation.Softmax, Draw(seed));

        for (var row = 0; row < 4; row++)
        {
            var shares = output[row, ..].ToArray();
            Assert.All(shares, share => Assert.InRange(share, 0, 1));

            // Each share is rounded once, and their sum is one before that.
            Assert.Equal(1, shares.Sum(share => (double)share), shares.Length * 4 * Approximations.Rounding);
        }
    }

    [Property]
    public void Softmax_does_not_see_a_shift(int seed, short shift)
    {
        // On the grid the shift is exact, so that the bits are the same.
        var input = Draw(seed);
        Assert.Equal(Apply(Activation.Softmax, input), Apply(Activation.Softmax, input.Map(x => x + shift)));
    }

    [Fact]
    public void Samples_without_an_axis_are_refused() =>
        Refusal.Of<ShapeException>(
            () => new ActivationLayer(Activation.Relu).OutputShape([]),
            "at least one axis",
            "()"
        );

    [Fact]
    public void The_derivative_of_relu_at_0_is_0() => Assert.Equal(0, Slope(Activation.Relu, 0));

    [Fact]
    public void Kinked_functions_have_the_slope_from_the_left_at_0()
    {
        Assert.Equal(0.2f, Slope(Activation.LeakyRelu(), 0));
        Assert.Equal(1.5f, Slope(Activation.Elu(1.5), 0));
    }

    [Property]
    public void Log_softmax_is_the_logarithm_of_softmax(int seed)
    {
        var (logarithms, shares) = (Apply(Activation.LogSoftmax, Draw(seed)), Apply(Activation.Softmax, Draw(seed)));

        // An error of a share of a float32 is one of as much in its logarithm.
        double[] tolerance =
        [
            .. shares.ToArray().Select(share => 16 * Approximations.Rounding * (1 - Math.Log(share))),
        ];
        Closeness.Assert(logarithms.ToArray(), [.. shares.ToArray().Select(share => Math.Log(share))], tolerance);
    }

    [Fact]
    public void Log_softmax_is_finite_where_a_share_is_0_and_exact_where_one_is_almost_1()
    {
        var output = Apply(Activation.LogSoftmax, Tensor.Of([1, 2], 0, 200));
        Assert.Equal(Tensor.Of([1, 2], -200, 0), output);
        Assert.Equal(-Math.Exp(-20), Apply(Activation.LogSoftmax, Tensor.Of([1, 2], 0, 20))[0, 1], 1e-15);
    }

    [Fact]
    public void Silu_is_swish()
    {
        Assert.Equal(Activation.Swish, Activation.Silu);
        Assert.Equal("swish", $"{Activation.Silu}");
    }

    [Fact]
    public void Clipped_functions_have_slope_0_at_their_kinks_and_beyond()
    {
        Assert.Equal([0, 0, 1, 1, 0, 0], new[] { -1f, 0, 1e-30f, 5.9f, 6, 7 }.Select(x => Slope(Activation.Relu6, x)));
        Assert.Equal(
            [0, 0, 1f / 6, 1f / 6, 0, 0],
            new[] { -4f, -3, -2.9f, 2.9f, 3, 4 }.Select(x => Slope(Activation.HardSigmoid, x))
        );
    }

    [Fact]
    public void The_exponential_overflows_as_it_must_and_no_other_does()
    {
        Assert.Equal(float.PositiveInfinity, Apply(Activation.Exponential, Tensor.Of([1, 1], 89))[0, 0]);
        float[] far = [-1e30f, -1000, 1000, 1e30f];
        Assert.All(
            LayerGenerators.Activations.Except([Activation.Exponential]),
            activation =>
            {
                var input = Tensor.Of([1, 4], far);
                var (output, pullback, _) = new ActivationLayer(activation).ForwardWithPullback(
                    Parameters.None,
                    input,
                    Phase.Inference
                );
                Assert.All(output.ToArray(), value => Assert.True(float.IsFinite(value), $"{activation}: {output}"));
                var slopes = pullback(Tensor.Create([1, 4], _ => 1)).Input;
                Assert.All(slopes.ToArray(), value => Assert.True(float.IsFinite(value), $"{activation}: {slopes}"));
            }
        );
    }

    [Fact]
    public void Not_a_number_is_passed_on() =>
        Assert.All(
            LayerGenerators.Activations,
            activation =>
                Assert.True(float.IsNaN(Apply(activation, Tensor.Of([1, 1], float.NaN))[0, 0]), $"{activation}")
        );

    [Fact]
    public void Activations_are_equal_by_name_and_number()
    {
        Assert.Equal(Activation.LeakyRelu(), Activation.LeakyRelu(0.2));
        Assert.NotEqual(Activation.LeakyRelu(), Activation.LeakyRelu(0.1));
        Assert.NotEqual(Activation.Elu(0.2), Activation.LeakyRelu(0.2));
        Assert.Equal("leaky_relu(0.2)", Activation.LeakyRelu().ToString());
        Assert.Equal("relu", Activation.Relu.ToString());
    }

    [Fact]
    public void Bad_numbers_are_refused()
    {
        Refusal.Of<ArgumentOutOfRangeException>(() => Activation.LeakyRelu(double.NaN), "slope", "finite");
        Refusal.Of<ArgumentOutOfRangeException>(() => Activation.Elu(-1), "alpha is -1", "at least 0");
        Refusal.Of<ArgumentNullException>(() => new ActivationLayer(null!), "missing");
        Refusal.Of<ShapeException>(
            () => new ActivationLayer(Activation.Relu).OutputShape([]),
            "at least one axis",
            "()"
        );
    }

    private static Tensor Draw(int seed) => new LayerCase(new Flatten(), [7], 4, Draws.Grid, seed).Input;

    private static Tensor Apply(Activation activation, Tensor input) =>
        new ActivationLayer(activation).Forward(Parameters.None, input, Phase.Inference);

    private static float Slope(Activation activation, float at) =>
        new ActivationLayer(activation)
            .ForwardWithPullback(Parameters.None, Tensor.Of([1, 1], at), Phase.Inference)
            .Pullback(Tensor.Of([1, 1], 1))
            .Input[0, 0];
}
