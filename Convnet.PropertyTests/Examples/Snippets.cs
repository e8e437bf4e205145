using System.Net;
using System.Text.RegularExpressions;

namespace Convnet.PropertyTests;

/// <summary>Where the C# that readers are shown stands: the pages' blocks and the documentation comments of the core.</summary>
internal static partial class Snippets
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<Snippet> All { get; } =
    [
        .. Files("*.md", "README.md", "docs", "examples").SelectMany(file => OfPage(file, Text(file))),
        .. Files("*.cs", "Convnet.Core").SelectMany(file => OfSource(file, Text(file))),
    ];

    /// <summary>The blocks of a page that are marked as C#.</summary>
    public static IEnumerable<Snippet> OfPage(string file, string text) =>
        Block()
            .Matches(text)
            .Select(block => new Snippet(file, LineOf(text, block.Groups["code"].Index), block.Groups["code"].Value));

    /// <summary>The examples of documentation comments: code elements of examples, and what follows the word "Example:".</summary>
    public static IEnumerable<Snippet> OfSource(string file, string text) =>
        Example()
            .Matches(text)
            .Select(example =>
            {
                var code = WebUtility.HtmlDecode(Comment().Replace(example.Groups["code"].Value, ""));
                return new Snippet(
                    file,
                    LineOf(text, example.Groups["code"].Index),
                    code.Contains(';', StringComparison.Ordinal) ? code : $"Example(() => {code});"
                );
            });

    private static IEnumerable<string> Files(string pattern, params string[] places) =>
        places
            .Select(place => Path.Combine(ReferenceFile.Repository, place))
            .SelectMany(place =>
                File.Exists(place) ? [place] : Directory.GetFiles(place, pattern, SearchOption.AllDirectories)
            )
            .Select(path => Path.GetRelativePath(ReferenceFile.Repository, path).Replace('\\', '/'))
            .Where(path => !path.Contains("/obj/", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal);

    private static string Text(string file) =>
        File.ReadAllText(Path.Combine(ReferenceFile.Repository, file)).ReplaceLineEndings("\n");

    private static int LineOf(string text, int index) => 1 + text.AsSpan(0, index).Count('\n');

    [GeneratedRegex(@"^```csharp\n(?<code>.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Block();

    [GeneratedRegex("(?:<example><code>|Example: <c>)(?<code>.*?)</c(?:ode)?>", RegexOptions.Singleline)]
    private static partial Regex Example();

    [GeneratedRegex("^ */// ?", RegexOptions.Multiline)]
    private static partial Regex Comment();
}
