namespace Convnet;

/// <summary>Where data sets lie on this machine.</summary>
internal static class DataFolders
{
    /// <summary>The environment variable that names a folder of data.</summary>
    public const string Variable = "CONVNET_DATA";

    /// <summary>The folder that the environment variable names; null where it is not set.</summary>
    public static string? Named =>
        Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } folder ? folder : null;

    /// <summary>Where Debian's packages dataset-… put data sets; null on other systems.</summary>
    public static string? Installed => OperatingSystem.IsLinux() ? "/usr/share/datasets" : null;

    /// <summary>The user's cache folder of this library; null where the user has none.</summary>
    /// <remarks>
    /// XDG_CACHE_HOME, else ~/.cache (XDG Base Directory Specification, which ignores relative paths); ~/Library/Caches on macOS; the local
    /// application data on Windows.
    /// </remarks>
    public static string? Cache
    {
        get
        {
            var home = Environment.GetFolderPath(
                Environment.SpecialFolder.UserProfile,
                Environment.SpecialFolderOption.DoNotVerify
            );
            var cache =
                OperatingSystem.IsWindows()
                    ? Environment.GetFolderPath(
                        Environment.SpecialFolder.LocalApplicationData,
                        Environment.SpecialFolderOption.DoNotVerify
                    )
                : Environment.GetEnvironmentVariable("XDG_CACHE_HOME") is { } xdg && Path.IsPathRooted(xdg) ? xdg
                : home.Length == 0 ? ""
                : OperatingSystem.IsMacOS() ? Path.Combine(home, "Library", "Caches")
                : Path.Combine(home, ".cache");
            return cache.Length == 0 ? null : Path.Combine(cache, "convnet");
        }
    }

    /// <summary>The file of this name in a folder, plain or compressed; null where there is neither.</summary>
    public static string? Find(string folder, KnownFile file)
    {
        var (plain, compressed) = (Path.Combine(folder, file.Name), Path.Combine(folder, file.CompressedName));
        return File.Exists(plain) ? plain
            : File.Exists(compressed) ? compressed
            : null;
    }
}
