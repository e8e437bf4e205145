using System.Buffers.Binary;
using System.IO.Compression;
using FsCheck.Xunit;
using Xunit;

namespace Convnet.PropertyTests;

[Properties(Arbitrary = [typeof(DataGenerators)])]
public sealed class IdxFileTests
{
    [Property]
    public void What_is_written_is_read(IdxArray array)
    {
        Equal(array, Read(Plain(array)));
        Equal(array, Read(Compress(Plain(array))));
    }

    [Fact]
    public void Files_are_told_by_content_and_not_by_name()
    {
        using var folder = new TemporaryFolder();
        var array = new IdxArray([2, 3], [1, 2, 3, 4, 5, 6]);
        IdxFile.Write(folder["plain.gz"], array);
        File.WriteAllBytes(folder["compressed"], Compress(Plain(array)));
        Equal(array, IdxFile.Read(folder["plain.gz"]));
        Equal(array, IdxFile.Read(folder["compressed"]));
        IdxFile.Write(folder["compressed"], new IdxArray([1], [7]));
        Assert.Equal("uint8 (1)", IdxFile.Read(folder["compressed"]).ToString());
    }

    [Fact]
    public void The_header_is_that_of_MNIST() =>
        Assert.Equal(
            "00000803000000020000000100000003010203040506",
            Convert.ToHexString(Plain(new([2, 1, 3], [1, 2, 3, 4, 5, 6])))
        );

    [Property]
    public void A_stream_is_read_from_where_it_stands(IdxArray array)
    {
        using var stream = new MemoryStream([9, 9, 9, .. Compress(Plain(array))]) { Position = 3 };
        Equal(array, IdxFile.Read(stream));
        Assert.True(stream.CanRead);
    }

    [Property]
    public void A_file_cut_short_anywhere_is_refused(IdxArray array)
    {
        var (plain, compressed) = (Plain(array), Compress(Plain(array)));
        for (var length = 0; length < plain.Length; length++)
        {
            Refusal.Of<InvalidDataException>(() => Read(plain[..length]), "the file is cut short");
        }

        for (var length = 0; length < compressed.Length; length++)
        {
            Refusal.Of<InvalidDataException>(() => Read(compressed[..length]), "the file is cut short");
        }
    }

    [Property]
    public void Bytes_after_the_end_are_refused(IdxArray array)
    {
        var plain = Plain(array);
        Refusal.Of<InvalidDataException>(
            () => Read([.. plain, 0]),
            "the file goes on after its end",
            array.Shape.ToString()
        );
        Refusal.Of<InvalidDataException>(() => Read(Compress([.. plain, 0])), "goes on after its end");
        Refusal.Of<InvalidDataException>(() => Read([.. Compress(plain), 77]), "goes on after its end");
    }

    [Property]
    public void A_damaged_compressed_file_never_passes_for_another(IdxArray array, ushort place, byte change)
    {
        var bytes = Compress(Plain(array));
        var damaged = place % bytes.Length;
        bytes[damaged] ^= (byte)(change | 1);
        try
        {
            // Where nothing depends on the bit: the time in the head, the padding of the last block.
            Equal(array, Read(bytes));
        }
        catch (InvalidDataException refusal)
        {
            Assert.Contains("the file", refusal.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_wrong_magic_is_refused()
    {
        Refusal.Of<InvalidDataException>(
            () => Read("<html>"u8.ToArray()),
            "the file is no IDX file",
            "3C68746D",
            "two zero bytes"
        );
        Refusal.Of<InvalidDataException>(() => Read([0, 1, 8, 0, 5]), "no IDX file", "00010800");
    }

    [Theory]
    [InlineData(0x09, "signed bytes (0x09)")]
    [InlineData(0x0B, "16-bit integers (0x0B)")]
    [InlineData(0x0C, "32-bit integers (0x0C)")]
    [InlineData(0x0D, "float32 (0x0D)")]
    [InlineData(0x0E, "float64 (0x0E)")]
    [InlineData(0x2A, "unknown type 0x2A")]
    public void Other_types_of_elements_are_refused(byte type, string text) =>
        Refusal.Of<InvalidDataException>(
            () => Read([0, 0, type, 0, 5]),
            $"the file holds",
            text,
            "unsigned bytes (0x08)"
        );

    [Fact]
    public void Extents_whose_product_overflows_are_refused()
    {
        Refusal.Of<InvalidDataException>(
            () => Read(Header(1 << 16, 1 << 16, 1U << 31)),
            "claims more than",
            "one array"
        );
        Refusal.Of<InvalidDataException>(() => Read(Header(uint.MaxValue, uint.MaxValue)), "claims more than");
        Refusal.Of<InvalidDataException>(() => Read(Header(0, uint.MaxValue)), "extent of 4,294,967,295 on axis 1");
    }

    [Fact]
    public void A_lying_header_takes_no_memory()
    {
        var plain = Header(1 << 15, 1 << 15);
        var honest = Compress(plain);
        var liar = (byte[])honest.Clone();
        BinaryPrimitives.WriteUInt32LittleEndian(liar.AsSpan(liar.Length - 4), (uint)plain.Length + (1U << 30));
        Assert.All([plain, honest, liar], bytes => Assert.InRange(Allocated(() => Refuse(bytes)), 0, 1 << 20));

        static void Refuse(byte[] bytes) => Assert.Throws<InvalidDataException>(() => Read(bytes));
    }

    [Fact]
    public void A_large_file_is_read_in_growing_pieces()
    {
        var array = new IdxArray([90 << 20], new byte[90 << 20]);
        using var stream = new MemoryStream();
        using (var gzip = new GZipStream(stream, CompressionLevel.Fastest, leaveOpen: true))
        {
            IdxFile.Write(gzip, array);
        }

        stream.Position = 0;
        Equal(array, IdxFile.Read(stream));
    }

    [Fact]
    public void What_cannot_be_read_is_refused()
    {
        using var folder = new TemporaryFolder();
        Assert.Throws<FileNotFoundException>(() => IdxFile.Read(folder["nothing"]));
        using var pipe = new GZipStream(new MemoryStream(), CompressionMode.Compress);
        Refusal.Of<ArgumentException>(() => IdxFile.Read(pipe), "cannot seek", "MemoryStream");
        File.WriteAllBytes(folder["short"], [0]);
        Refusal.Of<InvalidDataException>(() => IdxFile.Read(folder["short"]), folder["short"], "first four bytes");
    }

    [Fact]
    public void An_array_that_does_not_fill_its_shape_is_refused()
    {
        Refusal.Of<ArgumentException>(() => new IdxArray([2, 3], new byte[5]), "5 bytes", "(2, 3)", "takes 6");
        var many = new Shape(Enumerable.Repeat(1, 256));
        Refusal.Of<ArgumentException>(() => new IdxArray(many, new byte[1]), "256 axes", "at most 255");
        Equal(new IdxArray(many.Sample, [5]), Read(Plain(new IdxArray(many.Sample, [5]))));
    }

    internal static byte[] Plain(IdxArray array)
    {
        using var stream = new MemoryStream();
        IdxFile.Write(stream, array);
        return stream.ToArray();
    }

    internal static byte[] Compress(byte[] bytes)
    {
        using var stream = new MemoryStream();
        using (var gzip = new GZipStream(stream, CompressionLevel.Fastest, leaveOpen: true))
        {
            gzip.Write(bytes);
        }

        return stream.ToArray();
    }

    private static IdxArray Read(byte[] bytes)
    {
        using var stream = new MemoryStream(bytes);
        return IdxFile.Read(stream, "the file");
    }

    private static byte[] Header(params uint[] extents)
    {
        var header = new byte[4 + (4 * extents.Length)];
        (header[2], header[3]) = (8, (byte)extents.Length);
        for (var axis = 0; axis < extents.Length; axis++)
        {
            BinaryPrimitives.WriteUInt32BigEndian(header.AsSpan(4 + (4 * axis)), extents[axis]);
        }

        return header;
    }

    private static long Allocated(Action action)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        action();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private static void Equal(IdxArray expected, IdxArray actual)
    {
        Assert.Equal(expected.Shape, actual.Shape);
        Assert.True(expected.Values.Span.SequenceEqual(actual.Values.Span));
    }
}
