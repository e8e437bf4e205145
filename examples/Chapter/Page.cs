using System.Globalization;
using System.Net;
using System.Text;

namespace Convnet.Examples;

/// <summary>A section of the report as HTML: paragraphs, tables and figures in the order in which they are added, and the same as lines of text.</summary>
internal sealed class Page(string id, string title)
{
    private readonly StringBuilder html = new();
    private readonly List<string> lines = [];

    /// <summary>The anchor of the section's heading.</summary>
    public string Id => id;

    /// <summary>The heading.</summary>
    public string Title => title;

    /// <summary>What the console prints of the section.</summary>
    public IReadOnlyList<string> Lines => lines;

    /// <summary>A paragraph, also on the console.</summary>
    public void Say(string text)
    {
        html.AppendLine(CultureInfo.InvariantCulture, $"<p>{Text(text)}</p>");
        lines.Add(text);
    }

    /// <summary>Text of fixed width, such as a summary, also on the console.</summary>
    public void Print(string text)
    {
        html.AppendLine(CultureInfo.InvariantCulture, $"<pre tabindex=\"0\">{Text(text)}</pre>");
        lines.AddRange(text.Split('\n'));
    }

    /// <summary>A table; the first column is a heading of its row.</summary>
    public void Table(IReadOnlyList<string> head, IEnumerable<IReadOnlyList<string>> rows)
    {
        var all = rows.ToList();
        html.Append("<div class=\"wide\" tabindex=\"0\"><table><thead><tr>");
        html.AppendJoin("", head.Select(cell => $"<th scope=\"col\">{Text(cell)}</th>"))
            .AppendLine("</tr></thead><tbody>");
        foreach (var row in all)
        {
            html.Append(CultureInfo.InvariantCulture, $"<tr><th scope=\"row\">{Text(row[0])}</th>");
            html.AppendJoin("", row.Skip(1).Select(cell => $"<td>{Text(cell)}</td>")).AppendLine("</tr>");
        }

        html.AppendLine("</tbody></table></div>");
        lines.AddRange(Columns([head, .. all]));
    }

    /// <summary>A picture with what it shows in words, for those who cannot see it, and a caption.</summary>
    public void Figure(Picture picture, string alt, string caption) =>
        html.AppendLine(
            CultureInfo.InvariantCulture,
            $"<figure><img src=\"{picture.Source}\" width=\"{picture.Width}\" height=\"{picture.Height}\" alt=\"{Text(alt)}\"><figcaption>{Text(caption)}</figcaption></figure>"
        );

    /// <summary>Small pictures beside each other, each with a caption of its own, which also says what it shows.</summary>
    public void Gallery(IEnumerable<(Picture Picture, string Caption)> pictures)
    {
        html.AppendLine("<div class=\"gallery\">");
        foreach (var (picture, caption) in pictures)
        {
            Figure(picture, caption, caption);
        }

        html.AppendLine("</div>");
    }

    /// <summary>The section as a part of the report.</summary>
    public string ToHtml() =>
        $"<section aria-labelledby=\"{id}\"><h2 id=\"{id}\">{Text(title)}</h2>\n{html}</section>\n";

    private static string Text(string text) => WebUtility.HtmlEncode(text);

    private static IEnumerable<string> Columns(IReadOnlyList<IReadOnlyList<string>> rows)
    {
        var widths = Enumerable.Range(0, rows[0].Count).Select(i => rows.Max(row => row[i].Length)).ToList();
        return rows.Select(row =>
            string.Join("  ", row.Select((cell, i) => i == 0 ? cell.PadRight(widths[i]) : cell.PadLeft(widths[i])))
        );
    }
}
