using FsCheck;
using FsCheck.Xunit;
using MathNet.Numerics.LinearAlgebra;
using Xunit;

namespace Convnet.PropertyTests;

[Properties(Arbitrary = [typeof(DataGenerators)])]
public sealed class DatasetTests
{
    private static readonly Shape Pair = [2];
    private static readonly float[] Six = [1, 2, 3, 4, 5, 6];
    private static readonly int[] Labels = [2, 0, 1];

    [Property]
    public void A_batch_of_any_indices_holds_their_samples(DatasetCase given, PositiveInt seed, PositiveInt count)
    {
        var key = new RandomKey((ulong)seed.Get);
        int[] indices =
        [
            .. Enumerable.Range(0, Math.Min(count.Get, 20)).Select(i => key.Below(given.Data.Count, (ulong)i)),
        ];
        Assert.True(given.Matches(given.Data.Batch(indices.AsSpan()), indices));
        Assert.True(given.Matches(given.Data.Batch((IReadOnlyList<int>)indices), indices));
    }

    [Property]
    public void The_batch_of_all_holds_all_in_order(DatasetCase given) =>
        Assert.True(given.Matches(given.Data.Batch(), [.. Enumerable.Range(0, given.Data.Count)]));

    [Property]
    public void Batches_are_all_samples_in_order_and_only_the_last_one_is_smaller(DatasetCase given, PositiveInt size)
    {
        var batches = given.Data.Batches(size.Get).ToList();
        var start = 0;
        foreach (var batch in batches)
        {
            Assert.True(given.Matches(batch, [.. Enumerable.Range(start, batch.Count)]));
            Assert.True(batch.Count == size.Get || start + batch.Count == given.Data.Count);
            start += batch.Count;
        }

        Assert.Equal(given.Data.Count, start);
    }

    [Property]
    public void Take_and_skip_are_the_two_parts_of_the_whole(DatasetCase given, PositiveInt cut)
    {
        var count = given.Data.Count;
        var taken = 1 + (cut.Get % count);
        Assert.True(given.Matches(given.Data.Take(taken).Batch(), [.. Enumerable.Range(0, taken)]));
        Assert.True(
            given.Matches(given.Data.Skip(taken - 1).Batch(), [.. Enumerable.Range(taken - 1, count - taken + 1)])
        );
        Assert.Equal(given.Data.Skip(taken - 1).Take(1).Batch(), given.Data.Take(taken).Skip(taken - 1).Batch());
    }

    [Property]
    public void A_split_cuts_the_last_part_off_as_Keras_does(DatasetCase given, PositiveInt percent)
    {
        var (count, fraction) = (given.Data.Count, (1 + (percent.Get % 99)) / 100.0);
        var first = (int)Math.Floor(count * (1 - fraction));
        if (first == 0)
        {
            Refusal.Of<ArgumentOutOfRangeException>(() => given.Data.Split(fraction), "leave both parts a sample");
            return;
        }

        var (before, after) = given.Data.Split(fraction);
        Assert.Equal((first, count - first), (before.Count, after.Count));
        Assert.Equal(before.Batch(), given.Data.Take(first).Batch());
        Assert.Equal(after.Batch(), given.Data.Skip(first).Batch());
    }

    [Property]
    public void Drawing_allocates_nothing(DatasetCase given)
    {
        int[] indices = [given.Data.Count - 1, 0];
        var inputs = new float[2 * given.Data.InputShape.Size];
        var (targets, weights) = (new float[2 * given.Data.TargetShape.Size], new float[2]);
        Draw();
        var before = GC.GetAllocatedBytesForCurrentThread();
        Draw();
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
        float[] expected = given.Data.HasWeights ? [given.Weights[^1], given.Weights[0]] : [1, 1];
        Assert.Equal(expected, weights);

        void Draw()
        {
            given.Data.DrawInputs(indices, inputs);
            given.Data.DrawTargets(indices, targets);
            given.Data.DrawWeights(indices, weights);
        }
    }

    [Fact]
    public void Views_share_the_memory()
    {
        var data = Dataset.OfBytes([100, 100, 1], new byte[100 * 10_000], new int[100]);
        _ = data.Skip(1).Take(50).Split(0.5);
        var before = GC.GetAllocatedBytesForCurrentThread();
        _ = data.Skip(1).Take(50).Split(0.5);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 10_000);
    }

    [Fact]
    public void All_factories_take_the_same_samples()
    {
        float[,,,] images =
        {
            {
                {
                    { 1 },
                    { 2 },
                },
            },
            {
                {
                    { 3 },
                    { 4 },
                },
            },
            {
                {
                    { 5 },
                    { 6 },
                },
            },
        };
        var matrix = Matrix<float>.Build.DenseOfRowMajor(3, 2, Six);
        var expected = Tensor.Of([3, 2], Six);
        Dataset[] made =
        [
            Dataset.OfArrays(
                Pair,
                [
                    [1, 2],
                    [3, 4],
                    [5, 6],
                ],
                Labels
            ),
            Dataset.OfFlat(Pair, Six, Labels),
            Dataset.OfBytes(Pair, [1, 2, 3, 4, 5, 6], Labels, scale: 1),
            Dataset.OfMatrix(matrix, Labels),
            Dataset.OfTensors(expected, Labels),
        ];
        Assert.All(made, data => Assert.Equal(new Batch(expected, Tensor.Of([3], 2, 0, 1)), data.Batch()));
        Shape image = [1, 2, 1];
        Assert.All(
            [Dataset.OfArray4D(images, Labels), Dataset.OfMatrix(image, matrix, Labels)],
            data => Assert.Equal(new Batch(expected.Reshape([3, 1, 2, 1]), Tensor.Of([3], 2, 0, 1)), data.Batch())
        );
    }

    [Fact]
    public void Targets_are_class_indices_or_rows()
    {
        Assert.Equal([], Dataset.OfFlat(Pair, Six, Labels).TargetShape);
        float[][] rows =
        [
            [1, 0],
            [0, 1],
            [0.5f, 0.5f],
        ];
        var tensor = Tensor.Of([3, 2], 1, 0, 0, 1, 0.5f, 0.5f);
        Assert.Equal(tensor, Dataset.OfFlat(Pair, Six, rows).Batch().Target);
        Assert.Equal(tensor, Dataset.OfFlat(Pair, Six, tensor).Batch().Target);
        Assert.Equal(tensor.Reshape([3, 2, 1]), Dataset.OfFlat(Pair, Six, tensor.Reshape([3, 2, 1])).Batch().Target);
        Assert.Equal([], Dataset.OfFlat(Pair, Six, Tensor.Of([3], 0.5f, 1, 2)).TargetShape);
    }

    [Fact]
    public void A_data_set_does_not_see_later_changes_of_the_arrays()
    {
        float[] values = [1, 2];
        float[][] rows =
        [
            [1, 2],
        ];
        byte[] bytes = [1, 2];
        int[] labels = [3];
        float[] weights = [4];
        Dataset[] made =
        [
            Dataset.OfFlat(Pair, values, labels).WithWeights(weights),
            Dataset.OfArrays(Pair, rows, rows).WithWeights(weights),
            Dataset.OfBytes(Pair, bytes, labels).WithWeights(weights),
        ];
        var before = made.Select(data => data.Batch()).ToList();
        (values[0], rows[0][0], bytes[0], labels[0], weights[0]) = (9, 9, 9, 9, 9);
        Assert.Equal(before, made.Select(data => data.Batch()));
    }

    [Fact]
    public void ToCategorical_makes_rows_of_class_indices()
    {
        var data = Dataset.OfFlat(Pair, Six, Labels).WithWeights(1, 2, 3);
        var rows = data.ToCategorical(4);
        Assert.Equal([4], rows.TargetShape);
        Assert.Equal(
            new Batch(data.Batch().Input, Categorical.ToCategorical(Labels, 4), Tensor.Of([3], 1, 2, 3)),
            rows.Batch()
        );
        Assert.Equal(Tensor.Of([3, 3], 0, 0, 1, 1, 0, 0, 0, 1, 0), Categorical.ToCategorical(Labels));
    }

    [Fact]
    public void A_data_set_prints_its_shapes()
    {
        var data = Dataset.OfBytes([28, 28, 1], new byte[2 * 784], Targets.FromLabels(3, 4));
        Assert.Equal("2 samples (28, 28, 1) of bytes, targets () of class indices", data.ToString());
        Assert.Equal(
            "2 samples (28, 28, 1) of bytes, targets (10) of one-hot rows, weighted",
            data.WithWeights(1, 2).ToCategorical(10).ToString()
        );
        Assert.Equal("3 float32 (1)", Targets.FromRows([1], [2], [3]).ToString());
    }
}
