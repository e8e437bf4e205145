using System.Security.Cryptography;
using FsCheck;
using Xunit;

namespace Convnet.PropertyTests;

public sealed class DigitsTests
{
    [Property(MaxTest = 20)]
    public void Digits_are_a_pure_function_of_the_seed(int seed)
    {
        var (first, second) = (Digits.Generate(seed, 20, 10), Digits.Generate(seed, 20, 10));
        Assert.Equal(first.Train.Batch(), second.Train.Batch());
        Assert.Equal(first.Test.Batch(), second.Test.Batch());
        Assert.NotEqual(first.Train.Batch(), Digits.Generate(seed ^ 1, 20, 10).Train.Batch());
        Assert.NotEqual(first.Train.Take(10).Batch(), first.Test.Batch());
    }

    [Property(MaxTest = 20)]
    public void The_first_digits_are_the_same_however_many_are_drawn_by_however_many_threads(
        int seed,
        PositiveInt threads
    )
    {
        var key = RandomKey.FromSeed(seed);
        var many = Digits.Draw(key, 64, threads.Get);
        Assert.Equal(Digits.Draw(key, 64, 1).Batch(), many.Batch());
        Assert.Equal(Digits.Draw(key, 9).Batch(), many.Take(9).Batch());
    }

    [Fact]
    public void Digits_have_the_bits_that_they_had_on_the_first_machine()
    {
        var pixels = Digits.Generate(1, 500, 1).Train.Batch().Input.Values;
        var bytes = new byte[pixels.Length];
        for (var i = 0; i < bytes.Length; i++)
        {
            bytes[i] = (byte)((pixels[i] * 255) + 0.5f);
        }

        Assert.Equal(
            "d0f1dcfa5ee0171c33406de26fea07ad900aba5d751683df18c08a8d9b1d217a",
            Convert.ToHexStringLower(SHA256.HashData(bytes))
        );
    }

    [Fact]
    public void Digits_have_the_form_of_MNIST()
    {
        var (train, test) = Digits.Generate(seed: 3, train: 10_000, test: 500);
        Assert.Equal((10_000, 500), (train.Count, test.Count));
        Assert.Equal([28, 28, 1], train.InputShape);
        var batch = train.Batch();
        var counts = new int[10];
        foreach (var label in batch.Target.Values)
        {
            counts[(int)label]++;
        }

        // Binomial: 1,000 ± 30, and five deviations of it.
        Assert.All(counts, count => Assert.InRange(count, 850, 1150));
        Assert.Equal(0, batch.Input.Values.ToArray().Min());
        Assert.Equal(1, batch.Input.Values.ToArray().Max());
    }

    [Fact]
    public void Each_digit_has_ink_of_its_own()
    {
        var batch = Digits.Generate(seed: 5, train: 2_000, test: 1).Train.Batch();
        for (var i = 0; i < batch.Count; i++)
        {
            var strong = 0;
            foreach (var value in batch.Input.Values.Slice(i * 784, 784))
            {
                strong += value > 0.5f ? 1 : 0;
            }

            // The thinnest straight 1 to the fattest 8 with scraps; noise alone stays below 0.3.
            Assert.InRange(strong, 8, 400);
        }
    }

    [Fact]
    public void A_bad_number_of_digits_is_refused()
    {
        Refusal.Of<ArgumentOutOfRangeException>(() => Digits.Generate(train: 0), "train is 0", "at least 1");
        Refusal.Of<ArgumentOutOfRangeException>(() => Digits.Generate(test: -1), "test is -1");
        Refusal.Of<ArgumentOutOfRangeException>(() => Digits.Generate(train: 3_000_000), "3,000,000 images", "2,739,");
    }
}
