using MathNet.Numerics.LinearAlgebra;
using Xunit;

namespace Convnet.PropertyTests;

public sealed class DatasetRefusalTests
{
    private static readonly Shape Pair = [2];
    private static readonly float[] Four = [1, 2, 3, 4];
    private static readonly Dataset Data = Dataset.OfFlat([2], [1, 2, 3, 4, 5, 6], new[] { 2, 0, 1 });

    [Fact]
    public void An_empty_data_set_is_refused()
    {
        int[] none = [];
        Refusal.Of<ArgumentException>(() => Dataset.OfFlat(Pair, [], none), "empty", "at least one");
        Refusal.Of<ArgumentException>(() => Dataset.OfArrays(Pair, [], none), "empty", "at least one");
        Refusal.Of<ArgumentException>(() => Dataset.OfBytes(Pair, [], none), "empty", "at least one");
        Refusal.Of<ArgumentException>(() => Dataset.OfArray4D(new float[0, 2, 2, 1], none), "empty", "at least one");
        Refusal.Of<ArgumentException>(() => Dataset.OfTensors(Tensor.Zeros([0, 2]), none), "empty", "at least one");
        Refusal.Of<ArgumentOutOfRangeException>(() => Data.Take(0), "0 samples cannot be taken of 3", "take 1 to 3");
        Refusal.Of<ArgumentOutOfRangeException>(() => Data.Take(4), "4 samples cannot be taken of 3");
        Refusal.Of<ArgumentOutOfRangeException>(() => Data.Skip(3), "3 samples cannot be skipped of 3", "skip 0 to 2");
        Refusal.Of<ArgumentOutOfRangeException>(() => Data.Skip(-1), "-1 samples cannot be skipped");
    }

    [Fact]
    public void A_sample_without_values_is_refused()
    {
        Refusal.Of<ArgumentException>(() => Dataset.OfFlat([2, 0], Four, Labels(0)), "(2, 0)", "holds no value");
        Refusal.Of<ArgumentException>(() => Dataset.OfArray4D(new float[2, 3, 0, 1], Labels(0)), "(3, 0, 1)");
        Refusal.Of<ArgumentException>(
            () => Dataset.OfTensors(Tensor.Zeros([2, 0]), Labels(0, 1)),
            "(0)",
            "holds no value"
        );
        Refusal.Of<ArgumentException>(
            () => Dataset.OfTensors(Tensor.Zeros([]), Labels(0)),
            "single value",
            "first axis"
        );
    }

    [Fact]
    public void Inputs_and_targets_of_different_length_are_refused()
    {
        Refusal.Of<ArgumentException>(() => Dataset.OfFlat(Pair, Four, Labels(0, 1, 2)), "2 inputs", "3 targets");
        Refusal.Of<ArgumentException>(() => Dataset.OfBytes(Pair, [1, 2], Labels(0, 1)), "1 inputs", "2 targets");
        float[][] rows =
        [
            [1],
            [2],
            [3],
        ];
        Refusal.Of<ArgumentException>(() => Dataset.OfFlat(Pair, Four, rows), "2 inputs", "3 targets");
    }

    [Fact]
    public void Values_that_do_not_fill_samples_are_refused()
    {
        Refusal.Of<ArgumentException>(
            () => Dataset.OfFlat([3], Four, Labels(0)),
            "4 values",
            "multiple of the 3",
            "(3)"
        );
        Refusal.Of<ArgumentException>(() => Dataset.OfBytes([3], [1, 2], Labels(0)), "2 values", "multiple of the 3");
        Refusal.Of<ArgumentException>(
            () =>
                Dataset.OfArrays(
                    Pair,
                    [
                        [1, 2],
                        [3],
                    ],
                    Labels(0, 1)
                ),
            "Row 1 of inputs holds 1 values",
            "must hold 2"
        );
        Refusal.Of<ArgumentException>(() => Targets.FromRows([1, 2], [3]), "Row 1 of targets", "must hold 2");
        Refusal.Of<ArgumentNullException>(
            () =>
                Dataset.OfArrays(
                    Pair,
                    [
                        [1, 2],
                        null!,
                    ],
                    Labels(0, 1)
                ),
            "inputs[1] is missing"
        );
        var matrix = Matrix<float>.Build.Dense(2, 3);
        Refusal.Of<ArgumentException>(() => Dataset.OfMatrix(Pair, matrix, Labels(0, 1)), "3 columns", "(2) takes 2");
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    [InlineData(float.NegativeInfinity)]
    public void Values_that_are_not_finite_are_refused(float value)
    {
        var text = $"{value}";
        string[] parts = ["Value 1 of sample 1 of inputs", $"is {text}", "finite"];
        float[] flat = [1, 2, 3, value];
        Refusal.Of<ArgumentException>(() => Dataset.OfFlat(Pair, flat, Labels(0, 1)), parts);
        Refusal.Of<ArgumentException>(
            () =>
                Dataset.OfArrays(
                    Pair,
                    [
                        [1, 2],
                        [3, value],
                    ],
                    Labels(0, 1)
                ),
            parts
        );
        Refusal.Of<ArgumentException>(() => Dataset.OfTensors(Tensor.Of([2, 2], flat), Labels(0, 1)), parts);
        Refusal.Of<ArgumentException>(
            () =>
                Dataset.OfArray4D(
                    new[,,,]
                    {
                        {
                            {
                                { 1f },
                                { 2f },
                            },
                        },
                        {
                            {
                                { 3f },
                                { value },
                            },
                        },
                    },
                    Labels(0, 1)
                ),
            parts
        );
        var matrix = Matrix<float>.Build.DenseOfRowMajor(2, 2, flat);
        Refusal.Of<ArgumentException>(() => Dataset.OfMatrix(matrix, Labels(0, 1)), parts);
        Refusal.Of<ArgumentException>(() => Targets.FromRows([1, 2], [3, value]), "sample 1 of targets", text);
        Refusal.Of<ArgumentException>(() => Targets.FromTensor(Tensor.Of([4], flat)), "sample 3 of targets", text);
    }

    [Fact]
    public void Labels_outside_the_classes_are_refused()
    {
        Refusal.Of<ArgumentException>(
            () => Dataset.OfFlat(Pair, Four, Labels(0, -1)),
            "label of sample 1 is -1",
            "from 0",
            "does not count from the end"
        );
        Refusal.Of<ArgumentException>(() => Targets.FromLabels(1 << 25), "label of sample 0 is 33554432", "16,777,216");
        Refusal.Of<ArgumentException>(() => Categorical.ToCategorical([0, 3], 3), "label of sample 1 is 3", "0 to 2");
        Refusal.Of<ArgumentException>(() => Categorical.ToCategorical([-1], 3), "label of sample 0 is -1", "0 to 2");
        Refusal.Of<ArgumentException>(() => Categorical.ToCategorical([-1]), "label of sample 0 is -1");
        Refusal.Of<ArgumentException>(() => Categorical.ToCategorical([]), "no label", "Say their number");
        Refusal.Of<ArgumentOutOfRangeException>(() => Categorical.ToCategorical([0], 0), "classes is 0");
        Refusal.Of<ArgumentException>(() => Targets.OneHot([5], 5), "label of sample 0 is 5", "0 to 4");
        Refusal.Of<ArgumentException>(() => Data.ToCategorical(2), "label of sample 0 is 2", "0 to 1");
        Refusal.Of<InvalidOperationException>(
            () => Data.ToCategorical(3).ToCategorical(3),
            "one-hot rows (3)",
            "only class indices"
        );
    }

    [Fact]
    public void Bad_weights_are_refused()
    {
        Refusal.Of<ArgumentException>(() => Data.WithWeights(1, 2), "2 weights for 3 samples");
        Refusal.Of<ArgumentException>(() => Data.WithWeights(1, -2, 3), "weight of sample 1 is -2", "at least 0");
        Refusal.Of<ArgumentException>(() => Data.WithWeights(1, 2, float.NaN), "weight of sample 2 is NaN");
        Refusal.Of<ArgumentException>(() => Data.WithWeights(float.PositiveInfinity, 2, 3), "weight of sample 0");
    }

    [Fact]
    public void A_bad_scale_is_refused()
    {
        Refusal.Of<ArgumentOutOfRangeException>(
            () => Dataset.OfBytes(Pair, [1, 2], Labels(0), double.NaN),
            "scale is NaN",
            "finite"
        );
        Refusal.Of<ArgumentOutOfRangeException>(
            () => Dataset.OfBytes(Pair, [1, 2], Labels(0), 1e38),
            "scale is 1E+38",
            "255 times"
        );
    }

    [Fact]
    public void A_bad_selection_is_refused()
    {
        Refusal.Of<ArgumentOutOfRangeException>(() => Data.Batch([0, 3]), "no sample 3", "holds 3, numbered 0 to 2");
        Refusal.Of<ArgumentOutOfRangeException>(() => Data.Batch([-1]), "no sample -1");
        Refusal.Of<ArgumentException>(() => Data.Batch([]), "at least one sample");
        Refusal.Of<ArgumentOutOfRangeException>(() => Data.Batches(0), "batchSize is 0", "at least 1");
        Refusal.Of<ArgumentOutOfRangeException>(() => Data.Split(0), "fraction of 0", "above 0 and below 1");
        Refusal.Of<ArgumentOutOfRangeException>(() => Data.Split(1), "fraction of 1");
        Refusal.Of<ArgumentOutOfRangeException>(() => Data.Split(double.NaN), "fraction of NaN");
        Refusal.Of<ArgumentOutOfRangeException>(() => Data.Split(0.9), "fraction of 0.9", "3 samples");
    }

    [Fact]
    public void A_batch_of_tensors_that_disagree_is_refused()
    {
        var (input, target) = (Tensor.Zeros([2, 3]), Tensor.Zeros([2]));
        Assert.Equal(2, new Batch(input, target, Tensor.Zeros([2])).Count);
        Refusal.Of<ArgumentException>(() => new Batch(input, Tensor.Zeros([3])), "2", "target 3", "same number");
        Refusal.Of<ArgumentException>(() => new Batch(input, target, Tensor.Zeros([1])), "weights 1", "same number");
        Refusal.Of<ArgumentException>(
            () => new Batch(input, target, Tensor.Zeros([2, 1])),
            "(2, 1)",
            "one number a sample"
        );
        Refusal.Of<ArgumentException>(() => new Batch(Tensor.Zeros([]), target), "input is ()", "first axis");
    }

    private static Targets Labels(params int[] labels) => labels;
}
