using Xunit;

namespace Convnet.PropertyTests;

public sealed class ClassWeightTests
{
    private static readonly Dictionary<int, double> Weights = new() { [0] = 2, [2] = 0.5 };

    [Property]
    public void A_sample_weighs_what_its_class_does_times_its_own_weight(int seed, bool hasWeights, bool areRows)
    {
        var key = RandomKey.FromSeed(seed);
        int[] labels = [.. Enumerable.Range(0, 9).Select(i => key.Below(4, (ulong)i))];
        float[] own = [.. Enumerable.Range(0, 9).Select(i => hasWeights ? i : 1f)];
        var data = Dataset.OfFlat([1], new float[9], labels);
        data = areRows ? data.ToCategorical(4) : data;
        data = (hasWeights ? data.WithWeights(own) : data).WithClassWeights(Weights);

        var expected = labels
            .Select(
                (label, i) =>
                    own[i]
                    * (
                        label == 0 ? 2
                        : label == 2 ? 0.5f
                        : 1
                    )
            )
            .ToArray();
        Assert.Equal(Tensor.Of([9], expected), data.Batch().Weights);
    }

    [Fact]
    public void A_single_number_is_its_class_rounded()
    {
        var data = Dataset.OfFlat([1], new float[4], new float[][] { [0], [1], [2], [1.9f] });
        Assert.Equal(Tensor.Of([4], 2, 1, 0.5f, 0.5f), data.WithClassWeights(Weights).Batch().Weights);
    }

    [Fact]
    public void Bad_weights_and_targets_that_are_no_classes_are_refused()
    {
        var data = Dataset.OfFlat([1], new float[2], new[] { 0, 1 });
        Refusal.Of<ArgumentException>(
            () => data.WithClassWeights(new Dictionary<int, double> { [1] = -0.5 }),
            "class 1 is -0.5",
            "at least 0"
        );
        Refusal.Of<ArgumentException>(
            () => data.WithClassWeights(new Dictionary<int, double> { [7] = double.NaN }),
            "class 7 is NaN"
        );
        Refusal.Of<ArgumentNullException>(() => data.WithClassWeights(null!), "weights is missing");
        Refusal.Of<ShapeException>(
            () => Dataset.OfTensors(Tensor.Zeros([2, 1]), Tensor.Zeros([2, 3, 3])).WithClassWeights(Weights),
            "(3, 3)",
            "no classes"
        );
    }
}
