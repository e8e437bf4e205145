using Xunit;

namespace Convnet.PropertyTests;

/// <summary>What readers are shown compiles and runs.</summary>
public sealed class SnippetTests
{
    [Fact]
    public void The_pages_and_the_documentation_comments_hold_snippets()
    {
        string[] files = ["README.md", "Convnet.Core/Layers/Conv2D.cs", "Convnet.Core/Data/Dataset.cs"];
        Assert.All(files, file => Assert.Contains(Snippets.All, snippet => snippet.File == file));
    }

    [Fact]
    public void Every_snippet_compiles_and_runs()
    {
        var complaints = SnippetProgram.ComplaintsAbout(Snippets.All);

        Assert.True(complaints.Length == 0, complaints);
    }

    [Fact]
    public void A_snippet_that_does_not_compile_is_reported_with_its_place_and_the_compilers_message()
    {
        var page = Snippets.OfPage(
            "page.md",
            """
            Text.

            ```csharp
            var fine = new Own();
            int wrong = "text";

            record Own
            {
                public int Wrong => true;
            }
            ```
            """
        );

        var complaints = SnippetProgram.ComplaintsAbout([.. page]).Split('\n');

        Assert.Contains(complaints, line => line.StartsWith("page.md(5,13): error CS0029", StringComparison.Ordinal));
        Assert.Contains(complaints, line => line.StartsWith("page.md(9,25): error CS0029", StringComparison.Ordinal));
    }

    [Fact]
    public void A_snippet_that_throws_is_reported_with_its_place_and_message_and_the_next_ones_run()
    {
        var source = Snippets.OfSource(
            "File.cs",
            """
            /// <example><code>
            /// var model = new Model([4, 4], new Dense(10));
            /// </code></example>
            /// <remarks>Example: <c>new Dense(-1)</c></remarks>
            """
        );

        var complaints = SnippetProgram.ComplaintsAbout([.. source]).Split('\n');

        Assert.StartsWith(
            "File.cs(1): ShapeException: Dense takes samples of one axis",
            complaints[0],
            StringComparison.Ordinal
        );
        Assert.StartsWith("File.cs(4): ArgumentOutOfRangeException", complaints[1], StringComparison.Ordinal);
    }
}
