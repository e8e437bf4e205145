using System.Buffers.Binary;
using FsCheck.Xunit;
using Xunit;

namespace Convnet.PropertyTests;

/// <summary>
/// Readers of files trust nothing: whatever is done to a valid file, they give a value or the exception that they document, and take no more memory
/// than twice the file and 16 MiB.
/// </summary>
[Properties(Arbitrary = [typeof(Generators), typeof(DataGenerators)])]
public sealed class ReaderLawTests
{
    private const long Least = 16 << 20;
    private const int Cases = 500;

    [Property(MaxTest = Cases)]
    public void A_changed_IDX_file_is_read_or_refused(IdxArray array, int seed) =>
        IsReadOrRefused(Changed(IdxFileTests.Plain(array), seed), ReadIdx);

    [Property(MaxTest = Cases)]
    public void A_changed_compressed_IDX_file_is_read_or_refused(IdxArray array, int seed) =>
        IsReadOrRefused(Changed(IdxFileTests.Compress(IdxFileTests.Plain(array)), seed), ReadIdx);

    [Property(MaxTest = Cases)]
    public void A_compressed_file_that_was_changed_before_is_read_or_refused(IdxArray array, int seed) =>
        IsReadOrRefused(IdxFileTests.Compress(Changed(IdxFileTests.Plain(array), seed)), ReadIdx);

    [Property(MaxTest = Cases)]
    public void A_changed_file_of_weights_is_read_or_refused(ParameterCase given, int seed)
    {
        var model = new Model(given.Given.Sample, ((Sequential)given.Given.Layer).Layers);
        var bytes = Changed(WeightsFileTests.Bytes(given.Tree), seed);
        IsReadOrRefused(bytes, file => WeightsFileTests.Load(file, model));
    }

    private static void ReadIdx(byte[] bytes)
    {
        using var stream = new MemoryStream(bytes);
        IdxFile.Read(stream);
    }

    private static void IsReadOrRefused(byte[] bytes, Action<byte[]> read)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        try
        {
            read(bytes);
        }
        catch (InvalidDataException refusal)
        {
            Assert.NotEmpty(refusal.Message);
        }

        var taken = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.True(
            taken <= (2L * bytes.Length) + Least,
            $"{taken:N0} bytes of memory for a file of {bytes.Length:N0}."
        );
    }

    /// <summary>One to four changes: the end cut off or prolonged, a bit flipped, an extreme number of two to eight bytes, a piece lost or doubled.</summary>
    private static byte[] Changed(byte[] bytes, int seed)
    {
        var (key, changed) = (RandomKey.FromSeed(seed), bytes.ToList());
        for (var change = 0UL; change <= (ulong)key.Below(4, 99); change++)
        {
            var draws = key.Fold(change);

            // Headers are short: half of the changes are among the first 16 bytes.
            var within = draws.Below(2, 0) == 0 ? Math.Min(16, changed.Count) : changed.Count;
            var place = within == 0 ? 0 : draws.Below(within, 1);
            var length = Math.Min(changed.Count - place, 1 + draws.Below(8, 2));
            switch (draws.Below(6, 3))
            {
                case 0:
                    changed.RemoveRange(place, changed.Count - place);
                    break;
                case 1:
                    changed.AddRange(
                        Enumerable.Range(0, 1 + draws.Below(20, 4)).Select(i => (byte)draws.Below(256, (ulong)(9 + i)))
                    );
                    break;
                case 2 when length > 0:
                    changed[place] ^= (byte)(1 << draws.Below(8, 4));
                    break;
                case 3:
                    var extreme = Extreme(draws.Below(4, 4), draws.Below(2, 5) == 0);
                    for (var i = 0; i < length; i++)
                    {
                        changed[place + i] = extreme[i];
                    }

                    break;
                case 4:
                    changed.RemoveRange(place, length);
                    break;
                default:
                    changed.InsertRange(place, changed.GetRange(place, length));
                    break;
            }
        }

        return [.. changed];
    }

    private static byte[] Extreme(int number, bool isLittle)
    {
        var value = ((long[])[long.MaxValue, -1, int.MaxValue, 1L << 40])[number];
        var bytes = new byte[8];
        if (isLittle)
        {
            BinaryPrimitives.WriteInt64LittleEndian(bytes, value);
        }
        else
        {
            BinaryPrimitives.WriteInt64BigEndian(bytes, value);
        }

        return bytes;
    }
}
