using System.Buffers.Binary;
using System.IO.Compression;

namespace Convnet;

/// <summary>
/// The format of MNIST's files: unsigned bytes of any number of axes, plain or compressed with gzip (told by content, not by name).
/// </summary>
/// <remarks>
/// Errors: files are not trusted. An InvalidDataException names the file and what is wrong with it, before much memory is taken: a file that
/// is no IDX file, of another element type, too short for its extents, too long, or too large for an array.
/// </remarks>
public static class IdxFile
{
    // A compressed file says its size but cannot be held to it, so that more than this is taken only as data arrive.
    private const int FirstAllocation = 64 << 20;

    // No run of deflate expands further (RFC 1951: 258 bytes from two bits, and blocks cost more).
    private const long LargestExpansion = 1032;

    // Ten bytes of head, two of an empty block, eight of check sum and length.
    private const int ShortestGzip = 20;

    /// <summary>Reads a file, plain or compressed.</summary>
    /// <exception cref="InvalidDataException">The file is not a sound IDX file of unsigned bytes.</exception>
    /// <exception cref="IOException">The file is not there or cannot be read.</exception>
    public static IdxArray Read(string path)
    {
        using var stream = new FileStream(
            Check.NotNull(path),
            FileMode.Open,
            FileAccess.Read,
            FileShare.Read,
            1 << 16,
            FileOptions.SequentialScan
        );
        return Read(stream, path);
    }

    /// <summary>Reads a stream that can seek, plain or compressed, from where it stands to its end.</summary>
    /// <param name="stream">Left open.</param>
    /// <param name="name">What errors call the stream.</param>
    /// <exception cref="InvalidDataException">The stream does not hold a sound IDX file of unsigned bytes.</exception>
    /// <exception cref="ArgumentException">The stream cannot seek.</exception>
    public static IdxArray Read(Stream stream, string name = "The stream")
    {
        if (!Check.NotNull(stream).CanSeek)
        {
            throw new ArgumentException(
                "The stream cannot seek, so that its length is unknown. Copy it into a MemoryStream before.",
                nameof(stream)
            );
        }

        var (start, length) = (stream.Position, stream.Length - stream.Position);
        Span<byte> magic = stackalloc byte[2];
        var compressed =
            stream.ReadAtLeast(magic, magic.Length, throwOnEndOfStream: false) == magic.Length && magic is [0x1F, 0x8B];
        stream.Position = start;
        if (!compressed)
        {
            return ReadPlain(stream, length, null, name);
        }

        var stated = StatedLength(stream, start, length, name);
        using var plain = new GZipStream(stream, CompressionMode.Decompress, leaveOpen: true);
        return ReadPlain(plain, stated, Math.Min(FirstAllocation, length * LargestExpansion), name);
    }

    /// <summary>Writes a file, not compressed; one that is there is replaced.</summary>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void Write(string path, IdxArray array)
    {
        using var stream = new FileStream(Check.NotNull(path), FileMode.Create, FileAccess.Write);
        Write(stream, array);
    }

    /// <summary>Writes to a stream, not compressed.</summary>
    /// <exception cref="IOException">The stream cannot be written.</exception>
    public static void Write(Stream stream, IdxArray array)
    {
        Check.NotNull(stream).Write(Check.NotNull(array).Header());
        stream.Write(array.Values.Span);
    }

    /// <summary>The uncompressed length that gzip writes at the end (RFC 1952), so that a file whose end is missing, or is not the end, shows.</summary>
    private static long StatedLength(Stream stream, long start, long length, string name)
    {
        if (length < ShortestGzip)
        {
            throw new InvalidDataException(
                $"{name} is cut short: {length:N0} bytes are too few for a compressed file."
            );
        }

        Span<byte> trailer = stackalloc byte[sizeof(uint)];
        stream.Position = start + length - trailer.Length;
        stream.ReadExactly(trailer);
        stream.Position = start;
        return BinaryPrimitives.ReadUInt32LittleEndian(trailer);
    }

    /// <summary>
    /// Reads what must be exactly <paramref name="length"/> bytes. Of a compressed file, which may lie about it, at most
    /// <paramref name="firstAllocation"/> bytes are taken before data arrive.
    /// </summary>
    private static IdxArray ReadPlain(Stream stream, long length, long? firstAllocation, string name)
    {
        Span<byte> magic = stackalloc byte[IdxHeader.MagicLength];
        Fill(stream, magic, name, "the first four bytes");
        Span<byte> extents = stackalloc byte[IdxHeader.ExtentsLength(magic, name)];
        Fill(stream, extents, name, "the extents");
        var shape = IdxHeader.Decode(extents, name);
        var needed = magic.Length + extents.Length + (long)shape.Size;
        if (length != needed)
        {
            throw new InvalidDataException(
                firstAllocation is not null
                    ? $"{name} is cut short, or goes on after its end: its extents {shape} need {needed:N0} bytes, but its last four say {length:N0}."
                : length < needed
                    ? $"{name} is cut short: its extents {shape} need {needed:N0} bytes, but it holds {length:N0}."
                : $"{name} goes on after its end: its extents {shape} need {needed:N0} bytes, but it holds {length:N0}."
            );
        }

        var values = Values(stream, shape, firstAllocation ?? length, name);
        return Take(stream, magic[..1], name) == 0
            ? IdxArray.Own(shape, values)
            : throw new InvalidDataException(
                $"{name} goes on after its end: its extents {shape} need {needed:N0} bytes, but it holds more."
            );
    }

    private static byte[] Values(Stream stream, Shape shape, long trusted, string name)
    {
        var (values, filled) = (new byte[Math.Min(shape.Size, trusted)], 0);
        while (true)
        {
            filled += Take(stream, values.AsSpan(filled), name);
            if (filled < values.Length)
            {
                throw new InvalidDataException(
                    $"{name} is cut short: its extents {shape} need {shape.Size:N0} bytes of data, but {filled:N0} are there."
                );
            }

            if (filled == shape.Size)
            {
                return values;
            }

            Array.Resize(ref values, (int)Math.Min(shape.Size, 2L * filled));
        }
    }

    private static void Fill(Stream stream, Span<byte> bytes, string name, string what)
    {
        if (Take(stream, bytes, name) < bytes.Length)
        {
            throw new InvalidDataException($"{name} is cut short: it ends within {what} of an IDX file.");
        }
    }

    /// <summary>Reads until the span is full or the stream ends, and says whose data a decompressor finds broken.</summary>
    private static int Take(Stream stream, Span<byte> bytes, string name)
    {
        try
        {
            return stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        }
        catch (InvalidDataException damage)
        {
            throw new InvalidDataException($"{name} is damaged: {damage.Message}", damage);
        }
    }
}
