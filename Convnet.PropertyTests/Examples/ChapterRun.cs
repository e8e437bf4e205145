namespace Convnet.PropertyTests;

/// <summary>One quick run of examples/Chapter on drawn digits, for all tests that look at what it wrote.</summary>
public sealed class ChapterRun : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public ChapterRun() => Run = ProgramRun.Of("Chapter", "--quick", "--data", "digits", "--out", Folder);

    /// <summary>The folder of the report, which the program had to make.</summary>
    internal string Folder => folder["report"];

    /// <summary>How it ended and what it printed.</summary>
    internal ProgramRun Run { get; }

    /// <summary>The page.</summary>
    internal string Page => File.ReadAllText(Path.Combine(Folder, "index.html"));

    public void Dispose() => folder.Dispose();
}
