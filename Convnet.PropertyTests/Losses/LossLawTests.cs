using Xunit;

namespace Convnet.PropertyTests;

/// <summary>What holds of losses whatever their formula.</summary>
public sealed class LossLawTests
{
    private const int Rows = 4;
    private const int Count = 5;

    private static readonly ILoss[] OfRows =
    [
        new CategoricalCrossentropy(),
        new KullbackLeiblerDivergence(),
        new MeanSquaredError(),
        new MeanAbsoluteError(),
        new Huber(),
        new BinaryCrossentropy(),
    ];

    [Fact]
    public void Every_loss_of_the_library_is_here_or_has_a_formula()
    {
        var all = typeof(ILoss)
            .Assembly.GetExportedTypes()
            .Where(type => type.IsClass && type.IsAssignableTo(typeof(ILoss)));
        IEnumerable<ILoss> listed = [.. OfRows, .. OfLogits, .. LossCase.All.Values.Select(given => given.Loss)];

        Assert.Empty(all.Except(listed.Select(loss => loss.GetType())));
    }

    [Property]
    public void No_distribution_is_nearer_to_a_label_than_the_label(int seed)
    {
        var (prediction, label) = (Distributions(seed), Distributions(seed + 1));
        Assert.All(
            OfRows,
            loss =>
            {
                var (there, least) = (loss.Evaluate(prediction, label).Values, loss.Evaluate(label, label).Values);
                for (var row = 0; row < Rows; row++)
                {
                    Assert.True(
                        there.Values[row] > least.Values[row],
                        $"{loss} of row {row} is not least at the label."
                    );
                }
            }
        );
    }

    [Property]
    public void No_loss_is_negative_and_of_a_sure_right_answer_none_is_left(int seed)
    {
        var sure = Tensor.Create([Rows, Count], i => i % Count == Class(seed, i / Count) ? 1 : 0);
        Assert.All(
            OfRows,
            loss =>
            {
                Assert.All(loss.Evaluate(Distributions(seed), sure).Values.ToArray(), value => Assert.True(value > 0));

                // Clipped at 1 − 10⁻⁷, a sure answer has a logarithm of 1.2·10⁻⁷.
                Assert.All(loss.Evaluate(sure, sure).Values.ToArray(), value => Assert.InRange(value, 0, 2e-7f));
            }
        );
    }

    [Property]
    public void A_shift_of_all_logits_of_a_row_is_not_seen(int seed, sbyte shift)
    {
        var logits = new LayerCase(new Flatten(), [Count], Rows, Draws.Grid, seed).Input;
        var shifted = logits.Map(x => x + shift);
        var classes = Tensor.Create([Rows], i => Class(seed, i));
        Assert.All(OfLogits, loss => Assert.Equal(loss.Evaluate(logits, classes), loss.Evaluate(shifted, classes)));
    }

    [Property]
    public void The_gradient_of_logits_sums_to_0_and_pulls_up_the_label_alone(int seed)
    {
        var logits = new LayerCase(new Flatten(), [Count], Rows, Draws.Fine, seed).Input;
        var classes = Tensor.Create([Rows], i => Class(seed, i));
        Assert.All(
            OfLogits,
            loss =>
            {
                var gradient = loss.Evaluate(logits, classes).Gradient;
                for (var row = 0; row < Rows; row++)
                {
                    var values = gradient.ToArray()[(row * Count)..((row + 1) * Count)];
                    Assert.Equal(0, values.Sum(x => (double)x), 2 * Count * Approximations.Rounding);
                    Assert.All(values, (value, i) => Assert.Equal(i == Class(seed, row) ? -1 : 1, Math.Sign(value)));
                }
            }
        );
    }

    [Property]
    public void Huge_logits_have_finite_losses_and_gradients(int seed)
    {
        var logits = Huge(seed);
        var classes = Tensor.Create([Rows], i => Class(seed, i));
        var rows = Tensor.Create([Rows, Count], i => i % Count == Class(seed, i / Count) ? 1 : 0);
        Assert.All(OfLogits, loss => IsFinite(loss.Evaluate(logits, classes), $"{loss}"));
        IsFinite(new BinaryCrossentropy { FromLogits = true }.Evaluate(logits, rows), "binary");
    }

    [Property]
    public void Huge_values_make_no_activation_something_that_is_no_number(int seed)
    {
        var input = Huge(seed);
        Assert.All(
            LayerGenerators.Activations,
            activation =>
            {
                var output = new ActivationLayer(activation).Forward(Parameters.None, input, default);
                Assert.All(output.ToArray(), value => Assert.False(float.IsNaN(value), $"{activation} of {input}"));
            }
        );
    }

    [Property]
    public void Certainty_that_is_wrong_or_right_has_finite_losses_and_gradients(int seed)
    {
        var certain = Tensor.Create([Rows, Count], i => i % Count == Class(seed, i / Count) ? 1 : 0);
        var target = Tensor.Create([Rows, Count], i => i % Count == Class(seed + 1, i / Count) ? 1 : 0);
        Assert.All(OfRows, loss => IsFinite(loss.Evaluate(certain, target), $"{loss}"));
    }

    private static IReadOnlyList<ILoss> OfLogits =>
        [new CategoricalCrossentropy { FromLogits = true }, new SparseCategoricalCrossentropy { FromLogits = true }];

    private static void IsFinite(LossValue value, string what)
    {
        Assert.All(value.Values.ToArray(), x => Assert.True(float.IsFinite(x), $"A value of {what} is {x}."));
        Assert.All(value.Gradient.ToArray(), x => Assert.True(float.IsFinite(x), $"A gradient of {what} is {x}."));
    }

    private static int Class(int seed, int row) => RandomKey.FromSeed(seed).Fold("class").Below(Count, (ulong)row);

    /// <summary>Values of any sign with exponents from −30 to 30.</summary>
    private static Tensor Huge(int seed)
    {
        var key = RandomKey.FromSeed(seed);
        return Tensor.Create(
            [Rows, Count],
            i =>
                (float)(
                    ((2 * key.Below(2, (ulong)i)) - 1) * Math.Pow(10, key.Fold("exponent").Below(61, (ulong)i) - 30)
                )
        );
    }

    /// <summary>Rows above 0.05 that sum to 1.</summary>
    private static Tensor Distributions(int seed)
    {
        var drawn = Initializer.RandomUniform(0.05, 1).Fill([Rows, Count], RandomKey.FromSeed(seed)).ToArray();
        return Tensor.Create([Rows, Count], i => drawn[i] / drawn.Skip(i / Count * Count).Take(Count).Sum());
    }
}
