using System.Net;
using System.Text.RegularExpressions;
using Xunit;

namespace Convnet.PropertyTests;

/// <summary>The chapter's program on drawn digits: every section's heading, figures and numbers stand in one page that needs nothing else.</summary>
public sealed partial class ChapterProgramTests(ChapterRun chapter) : IClassFixture<ChapterRun>
{
    private static readonly string[] Ids =
    [
        "dense",
        "convolution",
        "invariance",
        "hierarchy",
        "padding",
        "strides",
        "pooling",
        "no-pooling",
        "mistakes",
    ];

    [Fact]
    public void A_quick_run_writes_every_section_into_one_page_that_needs_nothing_else()
    {
        Assert.True(chapter.Run.ExitCode == 0, string.Join('\n', chapter.Run.Errors));
        Assert.Equal(Path.Combine(chapter.Folder, "index.html"), chapter.Run.Output[^1]);
        var page = chapter.Page;
        var sections = SectionText()
            .Matches(page)
            .ToDictionary(match => match.Groups["id"].Value, match => match.Value);
        Assert.Equal(Ids, sections.Keys);
        Assert.All(sections, section => Assert.Matches($"<h2 id=\"{section.Key}\">.+</h2>", section.Value));
        Assert.All(
            sections,
            section =>
                Assert.Matches(
                    """<img src="data:image/[^"]+" width="\d+" height="\d+" alt="[^"]{10,}">""",
                    section.Value
                )
        );
        Assert.All(Address().Matches(page), match => Assert.Matches("^(data:|#)", match.Groups["to"].Value));
        Assert.Empty(Directory.GetFiles(chapter.Folder, "*.tmp"));

        Says("dense", "93,322", "407,050", "97.80 %", "99.10 %");
        Says("convolution", "(28, 28, 1) to (26, 26, 32)");
        Says("hierarchy", "3×3 pixels", "8×8 pixels", "18×18 pixels");
        Says("padding", "28 − 5 + 1 = 24");
        Says("strides", "⌊(28 − 3)/3⌋ + 1 = 9");
        Says("no-pooling", "55,744", "30,976", "15,859,712", "15,860,224", "7×7 pixels");

        void Says(string id, params string[] texts) =>
            Assert.All(
                texts,
                text => Assert.Contains(text, WebUtility.HtmlDecode(sections[id]), StringComparison.Ordinal)
            );
    }

    [Theory]
    [InlineData(375)]
    [InlineData(1200)]
    public void A_browser_finds_all_of_it_and_nothing_to_complain_about(int width)
    {
        var browser = Browser.Find();
        Assert.SkipWhen(browser is null, "There is no Chromium on this machine (Debian's package chromium).");

        var seen = Browser.Look(browser, chapter.Page, width);

        Assert.Empty(seen["errors"]!.AsArray());
        Assert.Empty(seen["requests"]!.AsArray());
        Assert.Empty(seen["broken"]!.AsArray());
        Assert.InRange((int)seen["width"]!, 1, width);
        var sections = seen["sections"]!.AsArray();
        Assert.Equal(Ids, sections.Select(section => (string)section!["id"]!));
        Assert.All(
            sections,
            section =>
            {
                Assert.NotEmpty((string)section!["heading"]!);
                Assert.True((int)section["images"]! > 0, $"{section["id"]} has no picture.");
                Assert.Matches(@"\d", (string)section["text"]!);
            }
        );
        Assert.Contains(
            "15,859,712",
            (string)sections[Array.IndexOf(Ids, "no-pooling")]!["text"]!,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void The_browser_would_say_what_is_wrong()
    {
        var browser = Browser.Find();
        Assert.SkipWhen(browser is null, "There is no Chromium on this machine (Debian's package chromium).");

        var seen = Browser.Look(
            browser,
            """
            <!DOCTYPE html><html><head></head><body><section><h2 id="wide">Wide</h2><div style="width:900px">1</div>
            <img src="http://127.0.0.1:9/missing.png" alt="missing"><script>console.error('heard')</script></section></body></html>
            """,
            375
        );

        Assert.Contains("heard", seen["errors"]!.AsArray().Select(error => (string)error!));
        Assert.Contains("missing", seen["broken"]!.AsArray().Select(image => (string)image!));
        Assert.NotEmpty(seen["requests"]!.AsArray());
        Assert.InRange((int)seen["width"]!, 376, 1000);
    }

    [Fact]
    public void Ctrl_C_keeps_the_sections_that_are_finished()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "There is no kill on Windows.");
        using var folder = new TemporaryFolder();

        var run = ProgramRun.InterruptedAt(
            "2/2",
            "Chapter",
            "padding",
            "no-pooling",
            "--data",
            "digits",
            "--out",
            folder.Path
        );

        Assert.Equal(130, run.ExitCode);
        Assert.StartsWith(
            "Stopped in section 2 of 2; what was finished is in ",
            run.Output[^1],
            StringComparison.Ordinal
        );
        var ids = SectionText()
            .Matches(File.ReadAllText(folder["index.html"]))
            .Select(match => match.Groups["id"].Value);
        Assert.Equal(["padding"], ids);
    }

    [Fact]
    public void One_section_can_be_asked_for()
    {
        using var folder = new TemporaryFolder();

        var run = ProgramRun.Of("Chapter", "padding", "--data", "digits", "--quick", "--out", folder.Path);

        Assert.Equal(0, run.ExitCode);
        var ids = SectionText()
            .Matches(File.ReadAllText(folder["index.html"]))
            .Select(match => match.Groups["id"].Value);
        Assert.Equal(["padding"], ids);
    }

    [Fact]
    public void A_folder_that_cannot_be_made_is_told_before_the_work()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["file"], "");

        var run = ProgramRun.Of("Chapter", "padding", "--data", "digits", "--quick", "--out", folder["file/below"]);

        Assert.Equal(1, run.ExitCode);
        Assert.DoesNotContain(run.Output, line => line.Contains("Padding", StringComparison.Ordinal));
        Assert.Contains("file", Assert.Single(run.Errors), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("There is no section 'pading', only dense, ", "pading")]
    [InlineData("--quick and --full cannot both be", "--quick", "--full")]
    [InlineData("--seed is 'x'", "--seed", "x")]
    [InlineData("--provider is 'cuda'", "--provider", "cuda")]
    public void What_is_wrong_on_the_command_line_is_said_in_a_line(string message, params string[] arguments)
    {
        var run = ProgramRun.Of("Chapter", arguments);

        Assert.Equal(2, run.ExitCode);
        Assert.Empty(run.Output);
        Assert.Contains(message, Assert.Single(run.Errors), StringComparison.Ordinal);
    }

    [GeneratedRegex("""<section aria-labelledby="(?<id>[^"]+)">.*?</section>""", RegexOptions.Singleline)]
    private static partial Regex SectionText();

    [GeneratedRegex("""\b(?:src|href)="(?<to>[^"]*)""")]
    private static partial Regex Address();
}
