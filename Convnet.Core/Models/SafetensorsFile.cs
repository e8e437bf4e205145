using System.Buffers.Binary;

namespace Convnet;

/// <summary>
/// The safetensors format: eight bytes of the header's length, the header in JSON (<see cref="SafetensorsHeader"/>), and the tensors' data
/// without gaps.
/// </summary>
/// <remarks>Source: the README of github.com/huggingface/safetensors, "Format".</remarks>
internal static class SafetensorsFile
{
    private const int PieceLength = 1 << 16;

    // As the reference implementation has it (MAX_HEADER_SIZE).
    private const long LongestHeader = 100_000_000;

    /// <summary>Writes tensors as float32, sorted by name as the reference implementation does.</summary>
    public static void Write(Stream stream, IEnumerable<(string Name, Tensor Tensor)> tensors)
    {
        var sorted = tensors.OrderBy(tensor => tensor.Name, StringComparer.Ordinal).ToList();
        var header = SafetensorsHeader.Encode(sorted.Select(tensor => (tensor.Name, tensor.Tensor.Shape)));
        Span<byte> length = stackalloc byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64LittleEndian(length, (ulong)header.Length);
        stream.Write(length);
        stream.Write(header);
        var piece = new byte[PieceLength];
        foreach (var (_, tensor) in sorted)
        {
            Write(stream, tensor.Values, piece);
        }
    }

    /// <summary>The tensors of a file in the order of their data, at whose beginning the stream then stands. Each byte is accounted for.</summary>
    /// <param name="stream">Stands at the beginning of the file and can seek.</param>
    /// <param name="name">What errors call it.</param>
    /// <exception cref="InvalidDataException">This is no sound safetensors file.</exception>
    public static IReadOnlyList<SafetensorsEntry> ReadHeader(Stream stream, string name)
    {
        var rest = stream.Length - stream.Position - sizeof(ulong);
        if (rest < 0)
        {
            throw new InvalidDataException(
                $"{name} is cut short, or no safetensors file: {rest + sizeof(ulong)} bytes are too few for the length of a header."
            );
        }

        Span<byte> bytes = stackalloc byte[sizeof(ulong)];
        stream.ReadExactly(bytes);
        var length = BinaryPrimitives.ReadUInt64LittleEndian(bytes);
        if (length > LongestHeader || length > (ulong)rest)
        {
            throw new InvalidDataException(
                length > LongestHeader
                    ? $"{name} is no safetensors file: its first eight bytes claim a header of {length:N0} bytes, but at most {LongestHeader:N0} are allowed."
                    : $"{name} is cut short, or no safetensors file: it claims a header of {length:N0} bytes, but only {rest:N0} bytes follow."
            );
        }

        var header = new byte[length];
        stream.ReadExactly(header);
        return SafetensorsHeader.Decode(header, rest - header.Length, name);
    }

    /// <summary>The values of tensors that lie one behind the other from where the stream stands.</summary>
    public static Dictionary<string, Tensor> ReadValues(Stream stream, IReadOnlyList<SafetensorsEntry> entries)
    {
        var tensors = new Dictionary<string, Tensor>(StringComparer.Ordinal);
        var piece = new byte[PieceLength];
        foreach (var entry in entries)
        {
            var values = new float[entry.Shape.Size];
            Read(stream, entry.Type, values, piece);
            tensors.Add(entry.Name, Tensor.Own(entry.Shape, values));
        }

        return tensors;
    }

    private static void Write(Stream stream, ReadOnlySpan<float> values, byte[] piece)
    {
        while (values.Length > 0)
        {
            var count = Math.Min(values.Length, piece.Length / sizeof(float));
            SafetensorsType.Encode(values[..count], piece);
            stream.Write(piece, 0, count * sizeof(float));
            values = values[count..];
        }
    }

    private static void Read(Stream stream, SafetensorsType type, Span<float> values, byte[] piece)
    {
        while (values.Length > 0)
        {
            var count = Math.Min(values.Length, piece.Length / type.Width);
            var bytes = piece.AsSpan(0, count * type.Width);
            stream.ReadExactly(bytes);
            type.Decode(bytes, values[..count]);
            values = values[count..];
        }
    }
}
