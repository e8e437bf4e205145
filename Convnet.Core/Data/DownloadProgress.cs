namespace Convnet;

/// <summary>How far a download is: told for every piece that arrives.</summary>
/// <param name="File">The name of the file.</param>
/// <param name="Bytes">How many bytes of it are here.</param>
/// <param name="Total">How many it will have, where the server says so.</param>
public readonly record struct DownloadProgress(string File, long Bytes, long? Total);
