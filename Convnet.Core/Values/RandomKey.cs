using System.Numerics;

namespace Convnet;

/// <summary>
/// A pure, counter-based source of random numbers: a key is split by <see cref="Fold(ulong)"/> and never used up, so the same key gives
/// the same draws in any order and on any number of threads. Integers, uniforms, and normals made of these by +, −, ×, ÷ and √ alone: their
/// bits are the same on every platform.
/// </summary>
/// <remarks>
/// Formula: fold(seed, i) = mix(seed + (i + 1)·0x9E3779B97F4A7C15), where mix is the finaliser of SplitMix64
/// (Steele, Lea, Flood: "Fast splittable pseudorandom number generators", OOPSLA 2014), all modulo 2⁶⁴.
/// </remarks>
public readonly record struct RandomKey(ulong Seed)
{
    private const ulong GoldenGamma = 0x9E3779B97F4A7C15UL;
    private const ulong FirstFactor = 0xBF58476D1CE4E5B9UL;
    private const ulong SecondFactor = 0x94D049BB133111EBUL;

    /// <summary>The key of a seed of the API; negative seeds are as good as others.</summary>
    public static RandomKey FromSeed(int seed) => new RandomKey(unchecked((ulong)seed)).Fold("seed");

    /// <summary>The key number <paramref name="index"/> below this one.</summary>
    public RandomKey Fold(ulong index)
    {
        var z = unchecked(Seed + ((index + 1) * GoldenGamma));
        z = (z ^ (z >> 30)) * FirstFactor;
        z = (z ^ (z >> 27)) * SecondFactor;
        return new(z ^ (z >> 31));
    }

    /// <summary>The seeds of several keys below this one, numbered by a vector.</summary>
    internal Vector<ulong> Fold(Vector<ulong> indices)
    {
        var z = new Vector<ulong>(Seed) + ((indices + Vector<ulong>.One) * GoldenGamma);
        z = (z ^ (z >>> 30)) * FirstFactor;
        z = (z ^ (z >>> 27)) * SecondFactor;
        return z ^ (z >>> 31);
    }

    /// <summary>The key below this one that belongs to a purpose: <c>key.Fold("shuffle")</c>.</summary>
    /// <remarks>Formula: folds the 64-bit FNV-1a hash of the UTF-16 code units of the text.</remarks>
    public RandomKey Fold(string purpose)
    {
        var hash = 0xCBF29CE484222325UL;
        foreach (var character in Check.NotNull(purpose))
        {
            hash = unchecked((hash ^ character) * 0x100000001B3UL);
        }

        return Fold(hash);
    }

    /// <summary>Draw number <paramref name="index"/>: a float in [0, 1), a multiple of 2⁻²⁴.</summary>
    public float Uniform(ulong index) => (Fold(index).Seed >> 40) * (1f / (1 << 24));

    /// <summary>Draw number <paramref name="index"/>: a standard normal value, which has the mean 0 and the deviation 1.</summary>
    /// <remarks>Formula: Φ⁻¹ of a uniform in (0, 1), by algorithm AS 241 (Wichura 1988) to 4e-15.</remarks>
    public float Normal(ulong index) => (float)NormalQuantile.At(InnerUniform(index));

    /// <summary>Draw number <paramref name="index"/>: a double in (0, 1), without its ends; an odd multiple of 2⁻⁵³.</summary>
    internal double InnerUniform(ulong index) => ((Fold(index).Seed >> 12) + 0.5) * (1.0 / (1L << 52));

    /// <summary>Draw number <paramref name="index"/>: an integer in [0, <paramref name="bound"/>).</summary>
    /// <remarks>Formula: the high 64 bits of draw·bound (Lemire 2019, without the rejection: the bias is below bound/2⁶⁴).</remarks>
    public int Below(int bound, ulong index) => (int)Math.BigMul(Fold(index).Seed, (ulong)Check.Positive(bound), out _);

    /// <summary>The numbers 0 … count−1 in random order: Fisher and Yates' shuffle, downwards.</summary>
    public int[] Permutation(int count)
    {
        var order = new int[Check.NotNegative(count)];
        for (var i = 0; i < count; i++)
        {
            order[i] = i;
        }

        for (var i = count - 1; i > 0; i--)
        {
            var j = Below(i + 1, (ulong)i);
            (order[i], order[j]) = (order[j], order[i]);
        }

        return order;
    }
}
