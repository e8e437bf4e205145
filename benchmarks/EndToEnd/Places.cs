namespace Convnet.Benchmarks;

/// <summary>Where data and peers are: beside the repository, or where environment variables say.</summary>
internal static class Places
{
    private const string TrainImages = "train-images-idx3-ubyte";

    /// <summary>The folder of data and peers that several checkouts share; null where there is none.</summary>
    public static string? Shared =>
        Environment.GetEnvironmentVariable("CONVNET_SHARED") is { Length: > 0 } named ? Existing(named)
        : Root is { } root ? Existing(Path.Combine(root, "..", "shared"))
        : null;

    /// <summary>A folder of MNIST's files; null where there is none.</summary>
    public static string? Mnist
    {
        get
        {
            var data = Environment.GetEnvironmentVariable("CONVNET_DATA");
            string?[] candidates =
            [
                Shared is { } shared ? Path.Combine(shared, "data", "mnist") : null,
                string.IsNullOrEmpty(data) ? null : Path.Combine(data, "mnist"),
                string.IsNullOrEmpty(data) ? null : data,
            ];
            return candidates.FirstOrDefault(folder =>
                folder is not null && (HoldsCompressed(folder) || File.Exists(Path.Combine(folder, TrainImages)))
            );
        }
    }

    /// <summary>Whether a folder holds the compressed files that the peers read.</summary>
    public static bool HoldsCompressed(string folder) => File.Exists(Path.Combine(folder, $"{TrainImages}.gz"));

    /// <summary>The script that builds and runs a peer; null where it is not to be found.</summary>
    public static string? Peer(string name) =>
        Shared is { } shared && Path.Combine(shared, "peers", name, "run.sh") is var script && File.Exists(script)
            ? script
            : null;

    /// <summary>The root of this repository, from where the program was built.</summary>
    private static string? Root
    {
        get
        {
            var folder = new DirectoryInfo(AppContext.BaseDirectory);
            while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Convnet.slnx")))
            {
                folder = folder.Parent;
            }

            return folder?.FullName;
        }
    }

    private static string? Existing(string folder) => Directory.Exists(folder) ? Path.GetFullPath(folder) : null;
}
