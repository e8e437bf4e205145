namespace Convnet;

/// <summary>Finds the four files of an image set, or fetches them, and makes data sets of them.</summary>
/// <param name="Set">What is looked for.</param>
/// <param name="Given">The folder that the caller names; then no other is looked at.</param>
/// <param name="Named">The folder that the environment names; then no other is looked at.</param>
/// <param name="Cache">The user's cache folder; null where there is none.</param>
/// <param name="Download">How missing files come into the cache.</param>
/// <param name="Installed">Where packages of the system put data sets; null where there are none.</param>
internal sealed record ImageSetLoader(
    ImageSet Set,
    string? Given,
    string? Named,
    string? Cache,
    Download Download,
    string? Installed = null
)
{
    private string WayOut =>
        $"To provide {Set.Name}, put {string.Join(", ", Set.Files.Select(file => file.Name))} (each plain or as .gz) into a folder, "
        + $"and name it as the argument or in the environment variable {DataFolders.Variable}.";

    public static ImageSetLoader FromEnvironment(ImageSet set, string? folder, Action<DownloadProgress>? progress) =>
        folder is { Length: 0 }
            ? throw new ArgumentException("folder is an empty name. Name a folder, or leave it out.", nameof(folder))
            : new(
                set,
                folder,
                DataFolders.Named,
                DataFolders.Cache,
                new Download(set) { Progress = progress },
                DataFolders.Installed
            );

    /// <exception cref="DataUnavailableException">A folder or file is missing or unreadable, or the download failed.</exception>
    /// <exception cref="InvalidDataException">A file is damaged, or the files do not belong together.</exception>
    public TrainTestSplit Load(CancellationToken cancellation) =>
        Given is not null ? FromFolder(Given, "", cancellation)
        : Named is not null
            ? FromFolder(Below(Named), $" (of the environment variable {DataFolders.Variable})", cancellation)
        : Installed is not null && FromPackage(Path.Combine(Installed, Set.Folder), cancellation) is { } installed
            ? installed
        : Cache is not null ? FromCache(Path.Combine(Cache, Set.Folder), cancellation)
        : throw new DataUnavailableException(
            $"There is no folder to keep {Set.Name} in: the user has no home. {WayOut}"
        );

    /// <summary>A folder of several data sets has a folder for each, since their files have the same names.</summary>
    private string Below(string folder)
    {
        var own = Path.Combine(folder, Set.Folder);
        return Directory.Exists(own) ? own : folder;
    }

    private TrainTestSplit FromFolder(string folder, string whence, CancellationToken cancellation)
    {
        if (!Directory.Exists(folder))
        {
            throw new DataUnavailableException(
                $"The data folder {folder}{whence} does not exist or is no folder. {WayOut}"
            );
        }

        var paths = Set.Files.Select(file => DataFolders.Find(folder, file)).ToArray();
        var missing = Set.Files.Where((_, i) => paths[i] is null).Select(file => file.Name).ToArray();
        if (missing.Length > 0)
        {
            throw new DataUnavailableException(
                $"The data folder {folder}{whence} lacks {string.Join(", ", missing)}, or may not be looked into. {WayOut}"
            );
        }

        var arrays = Together(paths, path => Read(path!), cancellation);
        RefuseOther(folder, whence, arrays[^1]!.Sha256());
        return ImageArrays.Pair(folder, arrays!);
    }

    /// <summary>The sets have files of the same names and sizes: clothes must not pass for digits.</summary>
    private void RefuseOther(string folder, string whence, string hash)
    {
        foreach (var other in new[] { Mnist.Source, FashionMnist.Source })
        {
            if (other != Set && other.TestLabels.Sha256 == hash)
            {
                throw new DataUnavailableException(
                    $"The data folder {folder}{whence} holds {other.Name}, not {Set.Name}. {WayOut}"
                );
            }
        }
    }

    /// <summary>The files that a package of the system has brought; null where one is missing or another than known.</summary>
    private TrainTestSplit? FromPackage(string folder, CancellationToken cancellation)
    {
        var arrays = Together(Set.Files, file => Cached(folder, file), cancellation);
        return arrays.Any(array => array is null) ? null : ImageArrays.Pair(folder, arrays!);
    }

    private TrainTestSplit FromCache(string folder, CancellationToken cancellation)
    {
        KnownFile[] files = [.. Set.Files];
        var arrays = Together(files, file => Cached(folder, file), cancellation);
        KnownFile[] missing = [.. files.Where((_, i) => arrays[i] is null)];
        if (missing.Length > 0)
        {
            var fetched = Fetch(folder, missing, cancellation);
            arrays = [.. files.Select((file, i) => arrays[i] ?? fetched[Array.IndexOf(missing, file)])];
        }

        return ImageArrays.Pair(folder, arrays!);
    }

    private IdxArray[] Fetch(string folder, KnownFile[] missing, CancellationToken cancellation)
    {
        try
        {
            return Download.Fetch(folder, missing, cancellation);
        }
        catch (DataUnavailableException failure)
        {
            throw new DataUnavailableException(
                $"{Set.Name} is not in the cache folder {folder}. {failure.Message} {WayOut}",
                failure
            );
        }
    }

    private static IdxArray Read(string path)
    {
        try
        {
            return IdxFile.Read(path);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new DataUnavailableException($"{path} cannot be read: {failure.Message}", failure);
        }
    }

    /// <summary>A sound file of the cache; null where there is none, or one that is damaged, to be fetched again.</summary>
    private static IdxArray? Cached(string folder, KnownFile file)
    {
        try
        {
            return
                DataFolders.Find(folder, file) is { } path
                && IdxFile.Read(path) is var array
                && array.Sha256() == file.Sha256
                ? array
                : null;
        }
        catch (Exception damage) when (damage is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Reads several files at once: decompression is what takes the time.</summary>
    private static IdxArray?[] Together<T>(
        IEnumerable<T> sources,
        Func<T, IdxArray?> read,
        CancellationToken cancellation
    ) => Task.WhenAll(sources.Select(source => Task.Run(() => read(source), cancellation))).GetAwaiter().GetResult();
}
