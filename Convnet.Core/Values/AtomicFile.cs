namespace Convnet;

/// <summary>Files that are written whole or not at all: under a temporary name in the same folder, flushed to the disk, then renamed.</summary>
internal static class AtomicFile
{
    /// <summary>Writes a file; one that is there is replaced only when the new one lies whole on the disk.</summary>
    /// <param name="path">Where to; its folder must be there.</param>
    /// <param name="write">Writes the content. Where it throws, nothing is left behind.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void Write(string path, Action<Stream> write)
    {
        var target = Target(Check.NotNull(path));
        var temporary = TemporaryName(target);
        try
        {
            using (var stream = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None))
            {
                write(stream);
                Flush(stream);
            }

            File.Move(temporary, target, overwrite: true);
        }
        catch
        {
            Discard(temporary);
            throw;
        }
    }

    /// <summary>A name beside a file: in the same folder, since only there renaming is one step; of its own, since another process may write the same file.</summary>
    public static string TemporaryName(string path) =>
        Path.Combine(Path.GetDirectoryName(path) ?? "", $".{Path.GetFileName(path)}.{Guid.NewGuid():N}.part");

    /// <summary>Waits until what was written lies on the disk.</summary>
    public static void Flush(Stream stream)
    {
        if (stream is FileStream file)
        {
            file.Flush(flushToDisk: true);
        }
    }

    private static string Target(string path)
    {
        var target = Path.GetFullPath(path);
        if (Directory.Exists(target))
        {
            throw new IOException($"{target} is a folder, so that no file can be written there. Add the file's name.");
        }

        return Directory.Exists(Path.GetDirectoryName(target))
            ? target
            : throw new DirectoryNotFoundException(
                $"{target} cannot be written: its folder is not there. Make the folder first."
            );
    }

    private static void Discard(string temporary)
    {
        try
        {
            File.Delete(temporary);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // Why the file could not be written is what the caller must learn, not that its remains cannot be deleted.
        }
    }
}
