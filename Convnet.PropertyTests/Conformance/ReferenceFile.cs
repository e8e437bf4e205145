using System.Text.Json;

namespace Convnet.PropertyTests;

/// <summary>The files of reference values: the whole ones beside the repository, where they are, and the few cases that stand in the project.</summary>
internal static class ReferenceFile
{
    private const string Variable = "CONVNET_SHARED";

    /// <summary>The folder of the repository: the first above the tests that holds the solution.</summary>
    public static string Repository { get; } = FindRepository();

    /// <summary>The cases that stand in the project.</summary>
    public static IReadOnlyList<ReferenceCase> Few(string name)
    {
        using var stream = typeof(ReferenceFile).Assembly.GetManifestResourceStream(name)!;
        using var reader = new StreamReader(stream);
        return Parse(reader.ReadToEnd().Split('\n'));
    }

    /// <summary>All cases, or null where the file is not there.</summary>
    public static IReadOnlyList<ReferenceCase>? All(string name)
    {
        var path = Path.Combine(Folder, "reference", name);
        return File.Exists(path) ? Parse(File.ReadAllLines(path)) : null;
    }

    /// <summary>Where the whole files are looked for.</summary>
    public static string Folder =>
        Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } folder
            ? folder
            : Path.GetFullPath(Path.Combine(Repository, "..", "shared"));

    private static List<ReferenceCase> Parse(IEnumerable<string> lines) =>
        [
            .. lines
                .Where(line => line.Length > 0)
                .Select(line =>
                {
                    using var document = JsonDocument.Parse(line);
                    return new ReferenceCase(document.RootElement.Clone());
                }),
        ];

    private static string FindRepository()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Convnet.slnx")))
        {
            folder =
                Path.GetDirectoryName(folder)
                ?? throw new DirectoryNotFoundException(
                    $"No folder above {AppContext.BaseDirectory} holds Convnet.slnx."
                );
        }

        return folder;
    }
}
