using System.Diagnostics;
using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Convnet.PropertyTests;

/// <summary>What headless Chromium makes of a page in a window of some width.</summary>
internal static partial class Browser
{
    // Runs before anything else in the page.
    private const string Ears =
        "<script>window.heard=[];addEventListener('error',e=>heard.push(String(e.message)),true);console.error=(...a)=>heard.push(a.join(' '));</script>";

    private const string Report = """
        <script>
        onload = () => {
            const frame = document.getElementById('page'), inner = frame.contentWindow, page = frame.contentDocument;
            document.documentElement.dataset.seen = JSON.stringify({
                errors: inner.heard,
                requests: inner.performance.getEntriesByType('resource').map(e => e.name).filter(name => !name.startsWith('data:')),
                broken: [...page.images].filter(image => !image.complete || image.naturalWidth === 0).map(image => image.alt),
                width: page.documentElement.scrollWidth,
                sections: [...page.querySelectorAll('section')].map(section => ({
                    id: section.querySelector('h2').id,
                    heading: section.querySelector('h2').innerText,
                    text: section.innerText,
                    images: section.querySelectorAll('img, svg').length,
                })),
            });
        };
        </script>
        """;

    private static readonly string[] Names = ["chromium", "chromium-browser", "google-chrome"];

    /// <summary>The browser of this machine, or null.</summary>
    public static string? Find() =>
        (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .SelectMany(folder => Names.Select(name => Path.Combine(folder, name)))
            .FirstOrDefault(File.Exists);

    /// <summary>Loads a page in a frame, since a window of its own cannot be as narrow as a phone.</summary>
    public static JsonObject Look(string browser, string page, int width)
    {
        using var folder = new TemporaryFolder();
        var listening = page.Replace("<head>", $"<head>{Ears}", StringComparison.Ordinal);
        File.WriteAllText(
            folder["frame.html"],
            $"<!DOCTYPE html><html><body>{Report}<iframe id=\"page\" style=\"width:{width}px;height:800px;border:0\" srcdoc=\"{WebUtility.HtmlEncode(listening)}\"></iframe></body></html>"
        );
        var start = new ProcessStartInfo(
            browser,
            [
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                $"--user-data-dir={folder["profile"]}",
                "--virtual-time-budget=10000",
                "--dump-dom",
                new Uri(folder["frame.html"]).AbsoluteUri,
            ]
        );
        using var running = new Running(start);
        var (_, dom, errors) = running.End();
        var seen = Seen().Match(dom);
        return seen.Success
            ? JsonNode.Parse(WebUtility.HtmlDecode(seen.Groups["json"].Value))!.AsObject()
            : throw new InvalidOperationException($"{browser} did not load the page: {errors}");
    }

    [GeneratedRegex("data-seen=\"(?<json>[^\"]*)\"")]
    private static partial Regex Seen();
}
