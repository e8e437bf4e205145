using System.Numerics.Tensors;
using Xunit;

namespace Convnet.PropertyTests;

/// <summary>
/// How exact the functions behind activations and losses are, in units in the last place (ulp) of the float nearest to the exact value. Exact is
/// what double gives, which has 29 bits more.
/// </summary>
public sealed class PrecisionTests
{
    // Longer than the widest vector and no multiple of it: whole vectors and a rest.
    private const int Count = 37;

    [Property]
    public void Exp_and_log_by_vectors_are_within_2_ulp(int seed)
    {
        Hold(2, Draw(seed, 80), x => Apply(x, TensorPrimitives.Exp), Math.Exp);
        Hold(2, Draw(seed, 80).Map(MathF.Abs), x => Apply(x, TensorPrimitives.Log), Math.Log);
    }

    [Property]
    public void Tanh_elu_and_softplus_are_within_1_ulp(int seed)
    {
        Hold(1, Draw(seed, 10), x => Apply(x, Activation.Tanh), Math.Tanh);
        Hold(1, Draw(seed, 80), x => Apply(x, Activation.Elu()), x => x > 0 ? x : ExpM1(x));
        Hold(
            1,
            Draw(seed, 80),
            x => Apply(x, Activation.Softplus),
            x => Math.Max(x, 0) + LogP1(Math.Exp(-Math.Abs(x)))
        );
    }

    [Property]
    public void Selu_and_mish_are_within_1_ulp(int seed)
    {
        const double scale = 1.0507009873554805;
        const double alpha = 1.6732632423543772;
        Hold(1, Draw(seed, 80), x => Apply(x, Activation.Selu), x => scale * (x > 0 ? x : alpha * ExpM1(x)));
        Hold(
            1,
            Draw(seed, 80),
            x => Apply(x, Activation.Mish),
            x => x * Math.Tanh(x > 0 ? x + LogP1(Math.Exp(-x)) : LogP1(Math.Exp(x)))
        );
    }

    [Property]
    public void Softsign_hard_sigmoid_and_exponential_are_within_2_ulp(int seed)
    {
        Hold(2, Draw(seed, 80), x => Apply(x, Activation.Softsign), x => x / (1 + Math.Abs(x)));
        Hold(2, Draw(seed, 2.9), x => Apply(x, Activation.HardSigmoid), x => (x + 3) / 6);
        Hold(2, Draw(seed, 80), x => Apply(x, Activation.Exponential), Math.Exp);
    }

    [Property]
    public void The_slope_of_softsign_is_within_4_ulp_however_small(int seed) =>
        Hold(4, Draw(seed, 1e9), x => Slopes(x, Activation.Softsign), x => 1 / ((1 + Math.Abs(x)) * (1 + Math.Abs(x))));

    [Property]
    public void Log_softmax_is_within_2_ulp(int seed)
    {
        var input = Draw(seed, 20);
        double[] x = [.. input.ToArray().Select(value => (double)value)];
        var most = x.Max();
        var others = x.Order().SkipLast(1).Sum(value => Math.Exp(value - most));
        Hold(2, input, values => Apply(values, Activation.LogSoftmax), value => value - most - LogP1(others));
    }

    [Property]
    public void Sigmoid_is_within_4_ulp(int seed) =>
        Hold(4, Draw(seed, 80), x => Apply(x, Activation.Sigmoid), x => 1 / (1 + Math.Exp(-x)));

    private delegate void Function(ReadOnlySpan<float> input, Span<float> output);

    /// <summary>Values of every magnitude between 10⁻⁶ and the largest, of either sign.</summary>
    private static Tensor Draw(int seed, double largest)
    {
        var random = new Random(seed);
        return Tensor.Create(
            [1, Count],
            _ => (float)(largest * Math.Pow(10, -8 * random.NextDouble()) * (random.Next(2) == 0 ? -1 : 1))
        );
    }

    private static Tensor Apply(Tensor input, Function function)
    {
        var output = new float[Count];
        function(input.Values, output);
        return Tensor.Of(input.Shape, output);
    }

    private static Tensor Apply(Tensor input, Activation activation) =>
        new ActivationLayer(activation).Forward(Parameters.None, input, Phase.Inference);

    private static Tensor Slopes(Tensor input, Activation activation) =>
        new ActivationLayer(activation)
            .ForwardWithPullback(Parameters.None, input, Phase.Inference)
            .Pullback(input.Map(_ => 1))
            .Input;

    private static void Hold(double ulps, Tensor input, Func<Tensor, Tensor> function, Func<double, double> exact)
    {
        var output = function(input);
        for (var i = 0; i < Count; i++)
        {
            var wanted = exact(input.Values[i]);
            var ulp = (double)MathF.BitIncrement(MathF.Abs((float)wanted)) - Math.Abs((float)wanted);
            var error = Math.Abs(output.Values[i] - wanted) / ulp;
            Assert.True(
                error <= ulps,
                $"f({input.Values[i]:R}) is {output.Values[i]:R}, {error:F2} ulp from {wanted:R}."
            );
        }
    }

    // By series where the closed form would lose its digits.
    private static double ExpM1(double x) => Math.Abs(x) < 1e-4 ? x + (x * x / 2) + (x * x * x / 6) : Math.Exp(x) - 1;

    private static double LogP1(double x) => x < 1e-4 ? x - (x * x / 2) + (x * x * x / 3) : Math.Log(1 + x);
}
