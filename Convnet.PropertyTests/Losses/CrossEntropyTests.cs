using Xunit;

namespace Convnet.PropertyTests;

public sealed class CrossEntropyTests
{
    private static readonly CategoricalCrossentropy Loss = new();

    [Fact]
    public void Values_are_those_of_Keras()
    {
        // A run of Keras 3.16.
        var target = Tensor.Of([2, 3], 0, 1, 0, 0, 0, 1);
        var values = Loss.Evaluate(Tensor.Of([2, 3], .05f, .95f, 0, .1f, .8f, .1f), target).Values;
        Assert.Equal(0.05129331, values[0], 1e-7);
        Assert.Equal(2.3025851, values[1], 5e-7);
        Assert.Equal(16.118095, Loss.Evaluate(Tensor.Of([1, 2], 0, 1), Tensor.Of([1, 2], 1, 0)).Values[0], 4e-6);
    }

    [Property]
    public void Of_several_rows_a_sample_has_the_mean(int seed, bool fromLogits)
    {
        var loss = Loss with { FromLogits = fromLogits };
        var (prediction, target) = (Probabilities(seed), Probabilities(seed + 1));
        var rows = loss.Evaluate(prediction, target);
        var samples = loss.Evaluate(prediction.Reshape([2, 2, 5]), target.Reshape([2, 2, 5]));

        double[] means = [.. rows.Values.ToArray().Chunk(2).Select(pair => ((double)pair[0] + pair[1]) / 2)];
        Closeness.Assert(samples.Values.ToArray(), means, [.. means.Select(x => 4 * Approximations.Rounding * x)]);
        double[] halves = [.. rows.Gradient.ToArray().Select(x => x / 2.0)];
        Closeness.Assert(
            samples.Gradient.ToArray(),
            halves,
            [.. halves.Select(x => 4 * Approximations.Rounding * Math.Abs(x))]
        );
    }

    [Property]
    public void Class_indices_and_one_hot_rows_give_the_same_bits(int seed, bool fromLogits)
    {
        var (prediction, classes) = (Probabilities(seed), Classes(seed));
        var rows = Tensor.Create([4, 5], i => i % 5 == (int)classes.Values[i / 5] ? 1 : 0);
        var loss = Loss with { FromLogits = fromLogits };

        var expected = loss.Evaluate(prediction, rows);
        Assert.Equal(expected, loss.Evaluate(prediction, classes));
        Assert.Equal(expected, loss.Evaluate(prediction, classes.Reshape([4, 1])));
        var sparse = new SparseCategoricalCrossentropy { FromLogits = fromLogits };
        Assert.Equal(expected, sparse.Evaluate(prediction, classes));
        Assert.Equal(expected, sparse.Evaluate(prediction, classes.Reshape([4, 1])));
    }

    [Property]
    public void From_logits_is_the_loss_of_their_softmax(int seed)
    {
        var (logits, target) = (new LayerCase(new Flatten(), [5], 4, Draws.Grid, seed).Input, Probabilities(seed + 1));
        var (shares, pullback, _) = new ActivationLayer(Activation.Softmax).ForwardWithPullback(
            Parameters.None,
            logits,
            default
        );
        var composed = Loss.Evaluate(shares, target);
        var direct = (Loss with { FromLogits = true }).Evaluate(logits, target);

        // Values below ln(1e7) and gradients below 2, each through a few float32 roundings; e⁻ˣ rounds log p by 2⁻²⁴ of 1/p ≤ e⁴.
        Closeness.Assert(direct.Values.ToArray(), Doubles(composed.Values), Doubles(Tensor.Create([4], _ => 1e-4f)));
        Closeness.Assert(
            direct.Gradient.ToArray(),
            Doubles(pullback(composed.Gradient).Input),
            Doubles(Tensor.Create([4, 5], _ => 1e-4f))
        );
    }

    [Property]
    public void The_gradient_is_the_slope_of_the_formula(int seed, bool fromLogits)
    {
        var (prediction, target) = (Probabilities(seed), Probabilities(seed + 1));
        var gradient = (Loss with { FromLogits = fromLogits }).Evaluate(prediction, target).Gradient;

        const double step = 1e-6;
        var slopes = Enumerable.Range(0, 20).Select(i => (Total(i, step) - Total(i, -step)) / (2 * step)).ToArray();
        var most = slopes.Max(Math.Abs);
        Closeness.Assert(gradient.ToArray(), slopes, [.. slopes.Select(_ => 1e-6 * (1 + most))]);

        double Total(int moved, double distance)
        {
            double[] values = [.. Doubles(prediction).Select((p, i) => i == moved ? p + distance : p)];
            return Enumerable
                .Range(0, 4)
                .Sum(row =>
                    Formula(values[(row * 5)..((row * 5) + 5)], Doubles(target)[(row * 5)..((row * 5) + 5)], fromLogits)
                );
        }
    }

    [Property]
    public void Fused_with_softmax_it_reports_what_Keras_would_without(int seed)
    {
        var (logits, classes) = (
            new LayerCase(new Flatten(), [5], 4, Draws.Grid, seed).Input.Map(x => 20 * x),
            Classes(seed)
        );
        var shares = new ActivationLayer(Activation.Softmax).Forward(Parameters.None, logits, default);
        var fused = (Loss with { FromLogits = true, IsFused = true }).Evaluate(logits, classes);

        Closeness.Assert(
            fused.Values.ToArray(),
            Doubles(Loss.Evaluate(shares, classes).Values),
            Doubles(Tensor.Create([4], _ => 1e-4f))
        );
        Assert.Equal((Loss with { FromLogits = true }).Evaluate(logits, classes).Gradient, fused.Gradient);
        Assert.All(fused.Values.ToArray(), value => Assert.InRange(value, 0, 16.1181f));
    }

    [Fact]
    public void Fused_with_softmax_a_sure_right_answer_costs_what_the_cut_leaves()
    {
        // −log(1 − 10⁻⁷), and not 0.
        var sure = Tensor.Of([1, 2], 100, 0);
        var fused = (Loss with { FromLogits = true, IsFused = true }).Evaluate(sure, Tensor.Of([1], 0));
        Assert.Equal(1e-7, fused.Values[0], 1e-12);
        Assert.Equal(0, (Loss with { FromLogits = true }).Evaluate(sure, Tensor.Of([1], 0)).Values[0]);
    }

    [Fact]
    public void What_is_clipped_has_no_slope()
    {
        // Σ t·log p̂ with p̂₀ clipped: constant in both outputs; and of [0, ½, ½], only the part that is not clipped.
        Assert.Equal(Tensor.Of([1, 2], 0, 0), Loss.Evaluate(Tensor.Of([1, 2], 0, 1), Tensor.Of([1], 0)).Gradient);
        var half = Loss.Evaluate(Tensor.Of([1, 3], 0, .5f, .5f), Tensor.Of([1, 3], .5f, .5f, 0)).Gradient;
        Assert.Equal(Tensor.Of([1, 3], .5f, -.5f, .5f), half);
    }

    [Fact]
    public void Several_rows_a_sample_count_as_their_mean()
    {
        var (prediction, target) = (Tensor.Of([1, 2, 2], .5f, .5f, .25f, .75f), Tensor.Of([1, 2], 0, 0));
        Assert.Equal((Math.Log(2) + Math.Log(4)) / 2, Loss.Evaluate(prediction, target).Values[0], 1e-6);
        Assert.Equal(Tensor.Of([1, 2, 2], -.5f, .5f, -1.5f, .5f), Loss.Evaluate(prediction, target).Gradient);
    }

    [Fact]
    public void Labels_that_are_no_class_are_refused()
    {
        var prediction = Tensor.Create([2, 3], _ => 1 / 3f);
        Assert.All(
            [-1, 3, 0.5f, float.NaN],
            label =>
                Refusal.Of<ArgumentOutOfRangeException>(
                    () => Loss.Evaluate(prediction, Tensor.Of([2], 0, label)),
                    "The label",
                    "3 classes apart",
                    "from 0 to 2"
                )
        );
    }

    [Fact]
    public void Targets_of_another_shape_are_refused()
    {
        var prediction = Tensor.Create([2, 3], _ => 1 / 3f);
        Refusal.Of<ShapeException>(
            () => Loss.Evaluate(prediction, Tensor.Zeros([2, 4])),
            "(2, 4)",
            "(2, 3)",
            "class indices (2)"
        );
        Refusal.Of<ShapeException>(() => Loss.Evaluate(prediction, Tensor.Zeros([3])), "(3)", "(2, 3)");
        Refusal.Of<ShapeException>(
            () => new SparseCategoricalCrossentropy().Evaluate(prediction, Tensor.Zeros([2, 3])),
            "class indices",
            "(2, 3)",
            "use CategoricalCrossentropy"
        );
    }

    private static double Formula(double[] prediction, double[] target, bool fromLogits)
    {
        var shares = fromLogits ? [.. prediction.Select(Math.Exp)] : prediction;
        return -target.Zip(shares, (t, p) => t * Math.Log(Math.Clamp(p / shares.Sum(), 1e-7, 1 - 1e-7))).Sum();
    }

    /// <summary>Rows between 0.05 and 1: no sum of 1, nothing near the clipping.</summary>
    private static Tensor Probabilities(int seed) =>
        Initializer.RandomUniform(0.05, 1).Fill([4, 5], RandomKey.FromSeed(seed));

    private static Tensor Classes(int seed) => Tensor.Create([4], i => RandomKey.FromSeed(seed).Below(5, (ulong)i));

    private static double[] Doubles(Tensor tensor) => [.. tensor.ToArray().Select(x => (double)x)];
}
