namespace Convnet;

/// <summary>A file of a public data set: its plain name, and size and SHA-256 of its uncompressed bytes.</summary>
/// <remarks>Compressed copies differ from mirror to mirror, since another gzip wrote them.</remarks>
internal sealed record KnownFile(string Name, long Size, string Sha256)
{
    /// <summary>The name of the compressed file, which is what mirrors have.</summary>
    public string CompressedName => $"{Name}.gz";
}
