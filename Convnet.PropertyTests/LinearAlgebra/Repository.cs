namespace Convnet.PropertyTests;

/// <summary>Files of the repository that tests compare with what they stand for.</summary>
internal static class Repository
{
    /// <summary>A file by its path from the root, which is found above the tests' program.</summary>
    internal static string File(string path)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            string candidate = Path.Combine(folder.FullName, path);
            if (System.IO.File.Exists(candidate))
            {
                return candidate;
            }
        }

        throw new FileNotFoundException($"No folder above {AppContext.BaseDirectory} has {path}.");
    }
}
