using Xunit;

namespace Convnet.PropertyTests;

/// <summary>What holds for every loss that compares value by value.</summary>
public sealed class ElementwiseLossTests
{
    public static TheoryData<string> Losses => [.. LossCase.All.Keys];

    [Theory]
    [MemberData(nameof(Losses))]
    public void Values_are_the_formula_and_gradients_its_slope(string name)
    {
        // Samples of one row, of several, of a number, and longer than a chunk.
        foreach (var (seed, shape) in new Shape[] { [4, 5], [3, 2, 3], [6, 1], [2, 300] }.Index())
        {
            var (prediction, target) = (Predictions(shape, seed), Targets(shape, seed));
            var (values, gradient) = LossCase.All[name].Loss.Evaluate(prediction, target);
            Assert.Equal([shape[0]], values.Shape);
            var expected = Enumerable.Range(0, shape[0]).Select(i => Formula(name, prediction, target, i)).ToArray();

            // A value is rounded once, from double; ln rounds as much in the formula.
            Closeness.Assert(values.ToArray(), expected, [.. expected.Select(v => 1.2e-7 * (1e-3 + Math.Abs(v)))]);
            var slopes = Enumerable.Range(0, shape.Size).Select(i => Slope(name, prediction, target, i)).ToArray();
            var most = slopes.Max(Math.Abs);
            Closeness.Assert(gradient.ToArray(), slopes, [.. slopes.Select(_ => 1e-6 * most)], "slopes");
        }
    }

    [Theory]
    [MemberData(nameof(Losses))]
    public void A_sample_has_the_same_bits_in_any_batch(string name)
    {
        Shape shape = [7, 2, 133];
        var (prediction, target) = (Predictions(shape, 1), Targets(shape, 1));
        var whole = LossCase.All[name].Loss.Evaluate(prediction, target);
        for (var i = 0; i < 7; i++)
        {
            var part = LossCase.All[name].Loss.Evaluate(prediction[i..7, .., ..], target[i..7, .., ..]);
            Assert.Equal(whole.Values[i..], part.Values);
            Assert.Equal(whole.Gradient[i..7, .., ..], part.Gradient);
        }
    }

    [Theory]
    [MemberData(nameof(Losses))]
    public void Targets_of_another_shape_are_refused(string name) =>
        Refusal.Of<ShapeException>(
            () => LossCase.All[name].Loss.Evaluate(Tensor.Zeros([2, 3]), Tensor.Zeros([2])),
            "(2)",
            "(2, 3)",
            "value by value",
            "ToCategorical"
        );

    [Fact]
    public void The_binary_loss_of_logits_is_never_clipped()
    {
        var loss = new BinaryCrossentropy { FromLogits = true };
        var (values, gradient) = loss.Evaluate(Tensor.Of([4, 1], 100, -200, 1e-9f, 30), Tensor.Of([4], 0, 1, 1, 1));
        Assert.Equal([100, 200, (float)Math.Log(2)], values.ToArray()[..3]);
        Assert.Equal(Math.Exp(-30), values[3], 1e-20);
        Assert.Equal([1, -1, -0.5f], gradient.ToArray()[..3]);
    }

    [Property]
    public void The_binary_loss_of_logits_is_that_of_their_sigmoid(int seed)
    {
        var logits = new LayerCase(new Flatten(), [5], 4, Draws.Grid, seed).Input;
        var target = Targets([4, 5], seed);
        var (shares, pullback, _) = new ActivationLayer(Activation.Sigmoid).ForwardWithPullback(
            Parameters.None,
            logits,
            default
        );
        var composed = new BinaryCrossentropy().Evaluate(shares, target);
        var direct = new BinaryCrossentropy { FromLogits = true }.Evaluate(logits, target);

        // A sigmoid of at most 2 is rounded to 2⁻²⁵, which 1/p ≤ 9 and 1/(1 − p) enlarge.
        Closeness.AssertRelative(direct.Values, [.. composed.Values.ToArray().Select(v => (double)v)], 1e-5, "values");
        Closeness.AssertRelative(
            direct.Gradient,
            [.. pullback(composed.Gradient).Input.ToArray().Select(v => (double)v)],
            1e-5,
            "gradient"
        );
    }

    [Fact]
    public void Fused_with_a_sigmoid_it_reports_the_clipped_value_and_still_has_a_slope()
    {
        var (logits, target) = (Tensor.Of([4, 1], 100, -200, 0.5f, 16.5f), Tensor.Of([4, 1], 0, 1, 1, 0));
        var shares = Activation.Sigmoid.Forward(logits);
        foreach (
            var loss in new BinaryCrossentropy[]
            {
                new(),
                new() { LabelSmoothing = 0.2 },
            }
        )
        {
            var (values, gradient) = (loss with { IsFused = true }).Evaluate(logits, target);
            Closeness.AssertRelative(values, Doubles(loss.Evaluate(shares, target).Values), 1e-6, "values");
            Assert.Equal((loss with { FromLogits = true }).Evaluate(logits, target).Gradient, gradient);
        }
    }

    [Fact]
    public void What_is_clipped_has_no_slope()
    {
        var (values, gradient) = new BinaryCrossentropy().Evaluate(Tensor.Of([2, 1], 0, 1), Tensor.Of([2, 1], 1, 0));
        Assert.Equal([16.118096f, 16.118096f], values.ToArray());
        Assert.Equal(Tensor.Zeros([2, 1]), gradient);
        var divergence = new KullbackLeiblerDivergence().Evaluate(Tensor.Of([1, 2], 0, 1.5f), Tensor.Of([1, 2], 1, 0));
        Assert.Equal(16.118094, divergence.Values[0], 1e-5);
        Assert.Equal(Tensor.Zeros([1, 2]), divergence.Gradient);
    }

    [Property]
    public void A_divergence_is_at_least_0_and_0_where_nothing_differs(int seed)
    {
        var (p, t) = (Shares(seed), Shares(seed + 1));
        var loss = new KullbackLeiblerDivergence();
        Assert.All(loss.Evaluate(p, t).Values.ToArray(), value => Assert.True(value > 0));
        Assert.Equal(Tensor.Zeros([4]), loss.Evaluate(p, p).Values);
    }

    [Property]
    public void Smoothed_labels_are_labels_nearer_to_each_other(int seed, byte percent, bool fromLogits)
    {
        var (prediction, target, s) = (
            Shares(seed),
            Tensor.Create([4, 5], i => i % 5 == i / 5 ? 1 : 0),
            percent / 255.0
        );
        var smoothed = target.Map(t => (float)((t * (1 - s)) + (s / 5)));
        var plain = new CategoricalCrossentropy { FromLogits = fromLogits };
        var rows = (plain with { LabelSmoothing = s }).Evaluate(prediction, target);
        var expected = plain.Evaluate(prediction, smoothed);
        Closeness.AssertRelative(rows.Values, [.. expected.Values.ToArray().Select(v => (double)v)], 1e-6, "values");
        Closeness.AssertRelative(
            rows.Gradient,
            [.. expected.Gradient.ToArray().Select(v => (double)v)],
            1e-6,
            "gradient"
        );

        var indices = Tensor.Of([4], 0, 1, 2, 3);
        Assert.Equal(rows, (plain with { LabelSmoothing = s }).Evaluate(prediction, indices));
        var sparse = new SparseCategoricalCrossentropy { FromLogits = fromLogits, LabelSmoothing = s };
        Assert.Equal(rows, sparse.Evaluate(prediction, indices));
    }

    [Fact]
    public void Options_out_of_range_are_refused()
    {
        Refusal.Of<ArgumentOutOfRangeException>(() => new Huber { Delta = 0 }, "Delta is 0", "above 0");
        Refusal.Of<ArgumentOutOfRangeException>(
            () => new BinaryCrossentropy { LabelSmoothing = 1.5 },
            "LabelSmoothing is 1.5",
            "from 0 to 1"
        );
        Refusal.Of<ArgumentOutOfRangeException>(
            () => new CategoricalCrossentropy { LabelSmoothing = -0.1 },
            "LabelSmoothing is -0.1"
        );
        Refusal.Of<ArgumentOutOfRangeException>(
            () => new SparseCategoricalCrossentropy { LabelSmoothing = double.NaN },
            "LabelSmoothing is NaN"
        );
    }

    // Odd multiples of 1/32 from 1/32 to 31/32 less even ones: no difference is at a kink, nothing is near the clipping.
    private static Tensor Predictions(Shape shape, int seed) => Draw(shape, seed, "prediction", 1 / 32f);

    private static Tensor Targets(Shape shape, int seed) => Draw(shape, seed, "target", 0);

    private static Tensor Draw(Shape shape, int seed, string purpose, float first)
    {
        var key = RandomKey.FromSeed(seed).Fold(purpose);
        return Tensor.Create(shape, i => first + (key.Below(16, (ulong)i) / 16f));
    }

    /// <summary>Rows that sum to 1, nothing in them near 0.</summary>
    private static Tensor Shares(int seed) =>
        Activation.Softmax.Forward(new LayerCase(new Flatten(), [5], 4, Draws.Fine, seed).Input);

    private static double Formula(string name, Tensor prediction, Tensor target, int sample) =>
        LossCase.All[name].Formula(Sample(prediction, sample), Sample(target, sample), prediction.Shape[^1]);

    private static double Slope(string name, Tensor prediction, Tensor target, int moved)
    {
        const double step = 1e-5;
        var (length, sample) = (prediction.Shape.SampleSize, moved / prediction.Shape.SampleSize);
        return (At(step) - At(-step)) / (2 * step);

        double At(double distance)
        {
            var values = Sample(prediction, sample);
            values[moved % length] += distance;
            return LossCase.All[name].Formula(values, Sample(target, sample), prediction.Shape[^1]);
        }
    }

    private static double[] Sample(Tensor tensor, int sample) =>
        [.. tensor.ToArray().Chunk(tensor.Shape.SampleSize).ElementAt(sample).Select(value => (double)value)];

    private static double[] Doubles(Tensor tensor) => [.. tensor.ToArray().Select(value => (double)value)];
}
