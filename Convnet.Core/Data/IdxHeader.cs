using System.Buffers.Binary;

namespace Convnet;

/// <summary>The head of an IDX file: two zero bytes, the type of the elements, the number of axes, and each extent in four bytes, high one first.</summary>
/// <remarks>Source: Y. LeCun's page of MNIST, "The IDX file format".</remarks>
internal static class IdxHeader
{
    public const int MagicLength = 4;
    private const byte UnsignedByte = 0x08;

    /// <summary>How many bytes of extents follow these first four.</summary>
    public static int ExtentsLength(ReadOnlySpan<byte> magic, string name)
    {
        if (magic[0] != 0 || magic[1] != 0)
        {
            throw new InvalidDataException(
                $"{name} is no IDX file: it begins with {Convert.ToHexString(magic)}, but must begin with two zero bytes."
            );
        }

        return magic[2] == UnsignedByte
            ? magic[3] * sizeof(int)
            : throw new InvalidDataException(
                $"{name} holds {Describe(magic[2])}, but only IDX files of unsigned bytes (0x08) can be read."
            );
    }

    /// <summary>The shape of these extents, no larger than one array can be.</summary>
    public static Shape Decode(ReadOnlySpan<byte> bytes, string name)
    {
        var extents = new int[bytes.Length / sizeof(int)];
        long size = 1;
        for (var axis = 0; axis < extents.Length; axis++)
        {
            var extent = BinaryPrimitives.ReadUInt32BigEndian(bytes[(axis * sizeof(int))..]);
            // Both factors are below 2³¹ and 2³², so that the product does not overflow before it is refused.
            size *= extent;
            if (size > Array.MaxLength)
            {
                throw new InvalidDataException(
                    $"{name} claims more than the {Array.MaxLength:N0} bytes that one array can hold (extent {extent:N0} of axis {axis})."
                );
            }

            extents[axis] =
                extent <= int.MaxValue
                    ? (int)extent
                    : throw new InvalidDataException(
                        $"{name} claims an extent of {extent:N0} on axis {axis}, more than an array can have."
                    );
        }

        return new Shape(extents);
    }

    public static byte[] Encode(Shape shape)
    {
        var header = new byte[MagicLength + (shape.Count * sizeof(int))];
        header[2] = UnsignedByte;
        header[3] = (byte)shape.Count;
        for (var axis = 0; axis < shape.Count; axis++)
        {
            BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(MagicLength + (axis * sizeof(int))), shape[axis]);
        }

        return header;
    }

    private static string Describe(byte type) =>
        type switch
        {
            0x09 => "signed bytes (0x09)",
            0x0B => "16-bit integers (0x0B)",
            0x0C => "32-bit integers (0x0C)",
            0x0D => "float32 (0x0D)",
            0x0E => "float64 (0x0E)",
            _ => $"elements of the unknown type 0x{type:X2}",
        };
}
