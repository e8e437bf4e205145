using System.Numerics;
using FsCheck;
using Xunit;

namespace Convnet.PropertyTests;

public sealed class RandomKeyTests
{
    [Fact]
    public void Folding_is_SplitMix64()
    {
        // The published first outputs of SplitMix64 from the seed 1234567.
        ulong[] published =
        [
            6457827717110365317,
            3203168211198807973,
            9817491932198370423,
            4593380528125082431,
            16408922859458223821,
        ];
        var key = new RandomKey(1234567);
        Assert.Equal(published, Enumerable.Range(0, 5).Select(i => key.Fold((ulong)i).Seed));
    }

    [Fact]
    public void A_purpose_is_folded_as_its_FNV_1a_hash()
    {
        // Published 64-bit FNV-1a hashes.
        var key = new RandomKey(9);
        Assert.Equal(key.Fold(0xaf63dc4c8601ec8cUL), key.Fold("a"));
        Assert.Equal(key.Fold(0x85944171f73967e8UL), key.Fold("foobar"));
    }

    [Fact]
    public void A_seed_means_these_draws_on_every_platform()
    {
        // From an independent program in integers of any size.
        var key = RandomKey.FromSeed(42);
        Assert.Equal(14535679195233120033UL, key.Seed);
        Assert.Equal(11951457814341738772UL, RandomKey.FromSeed(-1).Seed);
        int[] uniforms = [3986729, 16704308, 10311103, 16530912];
        Assert.Equal(
            uniforms.Select(draw => draw / 16777216f),
            Enumerable.Range(0, 4).Select(i => key.Uniform((ulong)i))
        );
        Assert.Equal(
            [2, 9, 6, 9, 4, 0, 3, 1, 5, 5, 3, 6],
            Enumerable.Range(0, 12).Select(i => key.Below(10, (ulong)i))
        );
        Assert.Equal([8, 4, 7, 3, 6, 0, 2, 1, 9, 5], key.Permutation(10));
    }

    [Property]
    public void Keys_made_by_a_vector_are_those_made_one_by_one(int seed, int first)
    {
        var (key, start) = (RandomKey.FromSeed(seed), unchecked((ulong)first));
        var seeds = key.Fold(Vector<ulong>.Indices + new Vector<ulong>(start));
        for (var i = 0; i < Vector<ulong>.Count; i++)
        {
            Assert.Equal(key.Fold(unchecked(start + (ulong)i)).Seed, seeds[i]);
        }
    }

    [Property]
    public void A_uniform_is_a_multiple_of_a_unit_in_its_range(int seed, uint index)
    {
        var draw = RandomKey.FromSeed(seed).Uniform(index);
        Assert.InRange(draw, 0, MathF.BitDecrement(1));
        Assert.Equal(0, draw * (1 << 24) % 1);
    }

    [Property]
    public void An_integer_is_below_its_bound(int seed, PositiveInt bound, uint index) =>
        Assert.InRange(RandomKey.FromSeed(seed).Below(bound.Get, index), 0, bound.Get - 1);

    [Property]
    public void A_permutation_is_one(int seed, NonNegativeInt count) =>
        Assert.Equal(Enumerable.Range(0, count.Get), RandomKey.FromSeed(seed).Permutation(count.Get).Order());

    [Property]
    public void Keys_below_a_key_differ(int seed, uint first, uint second)
    {
        var key = RandomKey.FromSeed(seed);
        Assert.Equal(first == second, key.Fold(first) == key.Fold(second));
        Assert.NotEqual(key, key.Fold(first));
        Assert.NotEqual(key.Fold("shuffle"), key.Fold("dropout"));
    }

    [Fact]
    public void Draws_are_spread_evenly()
    {
        // 100,000 draws in 100 cells: 1,000 each, with a deviation of 31.5; six of them are never left by chance.
        var (key, cells) = (RandomKey.FromSeed(3), new int[100]);
        for (var i = 0; i < 100_000; i++)
        {
            cells[(int)(key.Uniform((ulong)i) * 100)]++;
        }

        Assert.All(cells, count => Assert.InRange(count, 1000 - 190, 1000 + 190));
    }

    [Fact]
    public void Bad_numbers_are_refused()
    {
        Refusal.Of<ArgumentOutOfRangeException>(() => default(RandomKey).Below(0, 1), "bound is 0", "at least 1");
        Refusal.Of<ArgumentOutOfRangeException>(() => default(RandomKey).Permutation(-1), "count is -1", "at least 0");
        Refusal.Of<ArgumentNullException>(() => default(RandomKey).Fold(null!), "missing");
    }
}
