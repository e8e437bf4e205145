using System.Text;

namespace Convnet.Examples;

/// <summary>
/// The report: one HTML file that needs nothing else, written anew after each section, so that whatever ends the program leaves what was done.
/// </summary>
internal sealed class Report(string folder, string data)
{
    private const string Style = """
        :root { color-scheme: light dark; --ink: #1d2330; --paper: #ffffff; --soft: #f2f4f8; --line: #d4d9e3; --link: #0b57b0 }
        @media (prefers-color-scheme: dark) { :root { --ink: #e4e8f0; --paper: #14171d; --soft: #1e232c; --line: #3a4250; --link: #8ab8ff } }
        body { margin: 0 auto; max-width: 52rem; padding: 1rem; font: 1rem/1.55 system-ui, sans-serif; color: var(--ink); background: var(--paper) }
        h1, h2 { line-height: 1.2 } h2 { margin-top: 2.5rem; border-top: 1px solid var(--line); padding-top: 1.2rem }
        a { color: var(--link) } nav li { margin: .2rem 0 }
        .wide, pre { overflow-x: auto } pre { background: var(--soft); padding: .7rem; font-size: .85rem }
        table { border-collapse: collapse; font-variant-numeric: tabular-nums }
        th, td { padding: .3rem .7rem; border-bottom: 1px solid var(--line); text-align: right; white-space: nowrap }
        thead th { vertical-align: bottom } th:first-child { text-align: left; font-weight: 600 }
        .gallery { display: grid; grid-template-columns: repeat(auto-fill, minmax(9rem, 1fr)); gap: .8rem } .gallery figure { margin: 0 }
        figure { margin: 1.4rem 0 } img { max-width: 100%; height: auto; background: #ffffff; border-radius: 4px } figcaption { font-size: .9rem; opacity: .85 }
        """;

    private readonly List<Page> pages = [];

    /// <summary>Where the report is.</summary>
    public string Path { get; } =
        // Made at once: a folder that cannot be made is told before the work, not after it.
        System.IO.Path.Combine(Directory.CreateDirectory(folder).FullName, "index.html");

    /// <summary>Adds a section and writes the file: under a name of its own first, so that the report is whole at any time.</summary>
    /// <exception cref="IOException">It cannot be written.</exception>
    public void Add(Page page)
    {
        pages.Add(page);
        var temporary = $"{Path}.{Environment.ProcessId}.tmp";
        File.WriteAllText(temporary, ToHtml());
        File.Move(temporary, Path, overwrite: true);
    }

    private string ToHtml()
    {
        var html = new StringBuilder();
        html.AppendLine("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">");
        html.AppendLine("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">");
        html.AppendLine("<link rel=\"icon\" href=\"data:,\">");
        html.AppendLine(
            $"<title>An introduction to convnets, in numbers</title>\n<style>\n{Style}\n</style>\n</head>\n<body>"
        );
        html.AppendLine("<h1>An introduction to convnets, in numbers</h1>");
        html.AppendLine(
            $"<p>Every claim of the chapter with the figure that it yields on {System.Net.WebUtility.HtmlEncode(data)}.</p>\n<nav><ol>"
        );
        foreach (var page in pages)
        {
            html.AppendLine($"<li><a href=\"#{page.Id}\">{System.Net.WebUtility.HtmlEncode(page.Title)}</a></li>");
        }

        html.AppendLine("</ol></nav>\n<main>");
        html.AppendJoin("", pages.Select(page => page.ToHtml())).AppendLine("</main>\n</body>\n</html>");
        return html.ToString();
    }
}
