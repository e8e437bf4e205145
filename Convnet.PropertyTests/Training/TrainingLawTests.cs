using Xunit;

namespace Convnet.PropertyTests;

/// <summary>What holds of gradients over a batch and of a step, whatever the model.</summary>
[Collection(ProviderTheory.Collection)]
public sealed class TrainingLawTests
{
    private static readonly CategoricalCrossentropy Loss = new();

    // What is random draws by the number of a sample, and a user's centering rounds as it likes.
    private static readonly string[] Steady = ["plain", "composed", "normalized"];

    [Property(MaxTest = 30)]
    public void The_order_of_a_batch_changes_the_gradient_by_rounding_alone(byte which, int seed)
    {
        var (model, batch) = (Model(which), Training.Data(40, seed).Batch());
        var order = RandomKey.FromSeed(seed).Permutation(40);
        var other = new Batch(Reordered(batch.Input, order), Reordered(batch.Target, order));
        var (weights, phase) = (model.Initialize(seed), Phase.Training(RandomKey.FromSeed(seed)));

        var (loss, gradient) = model.Gradient(Loss, weights, batch, phase);
        var (otherLoss, otherGradient) = model.Gradient(Loss, weights, other, phase);
        Assert.Equal(loss, otherLoss, 1e-5 * loss);
        Assert.InRange(Training.Distance(gradient, otherGradient), 0, 2e-4);
    }

    [Property(MaxTest = 30)]
    public void A_small_step_down_the_gradient_lowers_the_loss_by_the_gradients_square(int seed)
    {
        // Smooth all the way, so that a step small enough is as good as none for the curvature.
        var model = new Model(
            [6, 6, 2],
            new Conv2D(3, 3) { Activation = Activation.Tanh },
            new Flatten(),
            new Dense(Training.Classes) { Activation = Activation.Softmax }
        );
        var (weights, batch) = (model.Initialize(seed), Training.Data(30, seed).Batch());
        var (loss, gradient) = model.Gradient(Loss, weights, batch);
        var square = gradient.Leaves.Sum(leaf => leaf.Tensor.ToArray().Sum(g => (double)g * g));

        var rate = 0.005 / (1 + square);
        var stepped = weights.Merge(
            weights.Zip(gradient, (w, g) => Tensor.Create(w.Shape, i => w.Values[i] - (float)(rate * g.Values[i])))
        );
        var fall = loss - model.Gradient(Loss, stepped, batch).Loss;
        Assert.InRange(fall / (rate * square), 0.8, 1.05);
    }

    [Theory]
    [MemberData(nameof(ProviderTheory.Names), MemberType = typeof(ProviderTheory))]
    public void A_step_with_another_provider_is_the_step_within_rounding(string provider)
    {
        foreach (var name in Steady)
        {
            var trainer = Training.Trainer(Training.Models[name], new SGD(0.1)) with { Winograd = false };
            var (state, batch) = (TrainingState.Of(trainer), Training.Data(33).Batch());
            var expected = With("simd");
            var actual = With(provider);
            Assert.Equal(expected.Loss, actual.Loss, 1e-5 * expected.Loss);
            Assert.InRange(Training.Distance(expected.Parameters, actual.Parameters), 0, 1e-4);

            TrainingState With(string chosen)
            {
                using var scope = ProviderTheory.Use(chosen);
                return trainer.Step(state, batch);
            }
        }
    }

    private static Model Model(byte which) => Training.Models[Steady[which % Steady.Length]];

    private static Tensor Reordered(Tensor batch, int[] order)
    {
        var size = batch.Shape.Size / batch.Samples;
        return Tensor.Create(batch.Shape, i => batch.Values[(order[i / size] * size) + (i % size)]);
    }
}
