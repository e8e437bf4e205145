using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Convnet;

/// <summary>A type of elements of the safetensors format that can be read as float32; low byte first, whatever the machine.</summary>
/// <param name="Name">As the header says it.</param>
/// <param name="Width">Bytes of one element.</param>
/// <param name="Decode">Reads elements into values.</param>
internal sealed record SafetensorsType(string Name, int Width, Action<ReadOnlySpan<byte>, Span<float>> Decode)
{
    /// <summary>float32: what is written.</summary>
    public static SafetensorsType Float32 { get; } = new("F32", sizeof(float), DecodeFloat32);

    /// <summary>All that can be read.</summary>
    public static IReadOnlyList<SafetensorsType> All { get; } =
    [
        Float32,
        new("F16", 2, DecodeFloat16),
        new("BF16", sizeof(ushort), DecodeBFloat16),
        new("F64", sizeof(double), DecodeFloat64),
    ];

    /// <summary>The bytes of float32 values.</summary>
    public static void Encode(ReadOnlySpan<float> values, Span<byte> bytes)
    {
        // As bits: some machines change a signalling NaN that passes through a float register.
        var bits = MemoryMarshal.Cast<float, int>(values);
        for (var i = 0; i < bits.Length; i++)
        {
            BinaryPrimitives.WriteInt32LittleEndian(bytes[(i * sizeof(int))..], bits[i]);
        }
    }

    private static void DecodeFloat32(ReadOnlySpan<byte> bytes, Span<float> values)
    {
        var bits = MemoryMarshal.Cast<float, int>(values);
        for (var i = 0; i < bits.Length; i++)
        {
            bits[i] = BinaryPrimitives.ReadInt32LittleEndian(bytes[(i * sizeof(int))..]);
        }
    }

    private static void DecodeFloat16(ReadOnlySpan<byte> bytes, Span<float> values)
    {
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = (float)BinaryPrimitives.ReadHalfLittleEndian(bytes[(i * 2)..]);
        }
    }

    /// <summary>The upper half of a float32.</summary>
    private static void DecodeBFloat16(ReadOnlySpan<byte> bytes, Span<float> values)
    {
        var bits = MemoryMarshal.Cast<float, int>(values);
        for (var i = 0; i < bits.Length; i++)
        {
            bits[i] = BinaryPrimitives.ReadUInt16LittleEndian(bytes[(i * sizeof(ushort))..]) << 16;
        }
    }

    private static void DecodeFloat64(ReadOnlySpan<byte> bytes, Span<float> values)
    {
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = (float)BinaryPrimitives.ReadDoubleLittleEndian(bytes[(i * sizeof(double))..]);
        }
    }
}
