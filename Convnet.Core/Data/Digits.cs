namespace Convnet;

/// <summary>
/// Digits drawn by the program, for machines without data or network: the strokes of each digit under random jitter, slant, rotation, size,
/// thickness and shift, with scraps of other strokes and noise, in MNIST's form. They are not MNIST, and an accuracy on them is not MNIST's.
/// </summary>
/// <remarks>
/// The images are a pure function of the seed, and the same for any number of threads: each has a <see cref="RandomKey"/> of its own, and
/// drawing uses only arithmetic and square roots, which IEEE 754 defines to the bit. The first n images are the same however many are made.
/// </remarks>
public static class Digits
{
    internal const int Side = 28;
    internal const int Classes = 10;

    /// <summary>Images of shape (28, 28, 1) in [0, 1] and class indices 0 … 9.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A number of images is below 1, or too large for one array.</exception>
    public static TrainTestSplit Generate(int seed = 1, int train = 60_000, int test = 10_000)
    {
        var key = RandomKey.FromSeed(seed).Fold("digits");
        return new(
            Draw(key.Fold("train"), Fits(Check.Positive(train))),
            Draw(key.Fold("test"), Fits(Check.Positive(test)))
        );
    }

    /// <summary>Images 0 … count−1 of a key, by as many threads as are allowed.</summary>
    internal static Dataset Draw(RandomKey key, int count, int threads = -1)
    {
        var (pixels, labels) = (new byte[count * Side * Side], new byte[count]);
        Parallel.For(
            0,
            count,
            new ParallelOptions { MaxDegreeOfParallelism = threads },
            i => labels[i] = DigitPicture.Draw(key.Fold((ulong)i), pixels.AsSpan(i * Side * Side, Side * Side))
        );
        return Dataset.OwnBytes([Side, Side, 1], pixels, Targets.FromBytes(labels));
    }

    private static int Fits(int count) =>
        count <= Array.MaxLength / (Side * Side)
            ? count
            : throw new ArgumentOutOfRangeException(
                nameof(count),
                count,
                $"{count:N0} images are more than the {Array.MaxLength / (Side * Side):N0} that one array can hold."
            );
}
