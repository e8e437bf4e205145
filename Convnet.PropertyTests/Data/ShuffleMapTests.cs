using FsCheck;
using FsCheck.Xunit;
using Xunit;

namespace Convnet.PropertyTests;

/// <summary>Data sets in another order, and with other inputs.</summary>
[Properties(Arbitrary = [typeof(DataGenerators)])]
public sealed class ShuffleMapTests
{
    [Property]
    public void A_shuffle_is_a_permutation_of_the_samples_with_all_that_is_theirs(DatasetCase given, int seed)
    {
        var order = RandomKey.FromSeed(seed).Fold("shuffle").Permutation(given.Data.Count);
        var shuffled = given.Data.Shuffle(seed);
        Assert.True(given.Matches(shuffled.Batch(), order));
        Assert.Equal(given.Data.ToString(), shuffled.ToString());
        Assert.Equal(shuffled.Batch(), given.Data.Shuffle(seed).Batch());
    }

    [Property]
    public void A_shuffled_data_set_is_shuffled_cut_and_drawn_as_any_other(DatasetCase given, int seed, PositiveInt cut)
    {
        var key = RandomKey.FromSeed(seed).Fold("shuffle");
        var order = key.Permutation(given.Data.Count);
        var taken = 1 + (cut.Get % given.Data.Count);
        var again = key.Permutation(taken).Select(place => order[place]).ToArray();
        Assert.True(given.Matches(given.Data.Shuffle(seed).Take(taken).Batch(), order[..taken]));
        Assert.True(given.Matches(given.Data.Shuffle(seed).Take(taken).Shuffle(seed).Batch(), again));
    }

    [Fact]
    public void More_samples_than_are_drawn_at_a_time_keep_their_order()
    {
        var values = Enumerable.Range(0, 1000).Select(i => (float)i).ToArray();
        var order = RandomKey.FromSeed(3).Fold("shuffle").Permutation(1000);
        var shuffled = Dataset.OfFlat([1], values, Tensor.Of([1000], values)).Shuffle(3).Batch();
        Assert.Equal(order, shuffled.Input.ToArray().Select(value => (int)value));
        Assert.Equal(order, shuffled.Target.ToArray().Select(value => (int)value));
        Assert.NotEqual(order, Enumerable.Range(0, 1000));
    }

    [Fact]
    public void A_shuffle_copies_no_input()
    {
        var data = Dataset.OfBytes([100, 100, 1], new byte[100 * 10_000], new int[100]);
        _ = data.Shuffle(1);
        var before = GC.GetAllocatedBytesForCurrentThread();
        _ = data.Shuffle(1);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 10_000);
    }

    [Fact]
    public void Labels_of_shuffled_data_still_become_rows()
    {
        var data = Dataset.OfFlat([1], [1, 2, 3], (int[])[0, 1, 2]).WithWeights(1, 2, 3);
        Assert.Equal(data.ToCategorical(3).Shuffle(5).Batch(), data.Shuffle(5).ToCategorical(3).Batch());
    }

    [Property]
    public void A_map_makes_each_input_anew_and_keeps_targets_and_weights(DatasetCase given)
    {
        var mapped = given.Data.Map(input =>
            Tensor.Create([input.Shape.Size, 2], i => i % 2 == 0 ? input.Values[i / 2] : 2 * input.Values[i / 2])
        );
        var inputs = given.Inputs.Select(values => values.SelectMany(v => new[] { v, 2 * v }).ToArray());
        Assert.True((given with { Data = mapped, Inputs = [.. inputs] }).Matches(mapped.Batch(), All(mapped)));
        Assert.Equal([given.Data.InputShape.Size, 2], mapped.InputShape);
        Assert.True(given.Matches(given.Data.Map(input => input).Batch(), All(mapped)));
    }

    [Fact]
    public void A_map_calls_its_function_once_a_sample()
    {
        var calls = 0;
        var mapped = Dataset
            .OfFlat([1], [1, 2, 3], (int[])[0, 1, 2])
            .Map(input =>
            {
                calls++;
                return input;
            });
        _ = (mapped.Batch(), mapped.Batch());
        Assert.Equal(3, calls);
    }

    [Fact]
    public void What_a_map_cannot_take_is_refused_with_its_sample()
    {
        var data = Dataset.OfFlat([1], [1, 2, 3], (int[])[0, 1, 2]);
        Refusal.Of<ArgumentException>(
            () => data.Map(input => Tensor.Zeros([(int)input[0]])),
            "(2) of sample 1 but (1) of sample 0"
        );
        Refusal.Of<ArgumentException>(
            () => data.Map(input => input.Map(value => 1 / (value - 3))),
            "sample 2",
            "must be finite"
        );
        Refusal.Of<ArgumentException>(() => data.Map(_ => Tensor.Zeros([0])), "(0)", "holds no value");
        Refusal.Of<ArgumentException>(() => data.Map(_ => null!), "null of sample 0");
    }

    private static int[] All(Dataset data) => [.. Enumerable.Range(0, data.Count)];
}
