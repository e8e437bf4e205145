using System.Security.Cryptography;

namespace Convnet;

/// <summary>What an IDX file holds: bytes under a shape, in row-major order.</summary>
public sealed class IdxArray
{
    private readonly byte[] values;

    /// <summary>An array of a copy of <paramref name="values"/>.</summary>
    /// <exception cref="ArgumentException">There are more or fewer values than the shape takes, or more axes than the 255 of the format.</exception>
    public IdxArray(Shape shape, ReadOnlySpan<byte> values)
        : this(shape, values.ToArray())
    {
        if (values.Length != shape.Size)
        {
            throw new ArgumentException(
                $"{values.Length:N0} bytes do not fill the shape {shape}, which takes {shape.Size:N0}.",
                nameof(values)
            );
        }

        if (shape.Count > byte.MaxValue)
        {
            throw new ArgumentException(
                $"The shape has {shape.Count} axes, but IDX counts them in one byte: at most 255.",
                nameof(shape)
            );
        }
    }

    private IdxArray(Shape shape, byte[] values) => (Shape, this.values) = (Check.NotNull(shape), values);

    /// <summary>The extents; for a set of images (images, rows, columns).</summary>
    public Shape Shape { get; }

    /// <summary>The bytes in row-major order, for reading.</summary>
    public ReadOnlyMemory<byte> Values => values;

    /// <summary>Extents and size.</summary>
    public override string ToString() => $"uint8 {Shape}";

    /// <summary>An array over bytes that the caller gives away.</summary>
    internal static IdxArray Own(Shape shape, byte[] values) => new(shape, values);

    /// <summary>The header that stands before the bytes in a file.</summary>
    internal byte[] Header() => IdxHeader.Encode(Shape);

    /// <summary>SHA-256 of the uncompressed file, in lower-case hexadecimal digits.</summary>
    internal string Sha256()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Header());
        hash.AppendData(values);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
