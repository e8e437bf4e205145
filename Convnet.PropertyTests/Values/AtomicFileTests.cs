using Xunit;

namespace Convnet.PropertyTests;

/// <summary>A file is written whole or not at all.</summary>
public sealed class AtomicFileTests
{
    [Property]
    public void A_file_is_written_and_one_that_is_there_replaced(byte[] first, byte[] second)
    {
        using var folder = new TemporaryFolder();
        AtomicFile.Write(folder["file"], stream => stream.Write(first));
        Assert.Equal(first, File.ReadAllBytes(folder["file"]));
        AtomicFile.Write(folder["file"], stream => stream.Write(second));
        Assert.Equal(second, File.ReadAllBytes(folder["file"]));
        Assert.Equal(["file"], folder.Files);
    }

    [Fact]
    public void While_it_is_written_the_old_one_stays()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["file"], "old");
        AtomicFile.Write(
            folder["file"],
            stream =>
            {
                stream.Write("half"u8);
                Assert.Equal("old", File.ReadAllText(folder["file"]));
                Assert.Equal(2, folder.Files.Length);
                stream.Write(" and half"u8);
            }
        );
        Assert.Equal("half and half", File.ReadAllText(folder["file"]));
    }

    [Fact]
    public void Of_a_failure_nothing_is_left()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["file"], "old");
        foreach (var name in (string[])["file", "other"])
        {
            Refusal.Of<IOException>(
                () =>
                    AtomicFile.Write(
                        folder[name],
                        stream =>
                        {
                            stream.Write("half"u8);
                            throw new IOException("No space left on device.");
                        }
                    ),
                "No space left"
            );
        }

        Assert.Equal("old", File.ReadAllText(folder["file"]));
        Assert.Equal(["file"], folder.Files);
    }

    [Fact]
    public void What_is_no_place_for_a_file_is_refused()
    {
        using var folder = new TemporaryFolder();
        Refusal.Of<DirectoryNotFoundException>(
            () => AtomicFile.Write(Path.Combine(folder["none"], "file"), Nothing),
            Path.Combine(folder["none"], "file"),
            "its folder is not there",
            "Make the folder first"
        );
        Refusal.Of<IOException>(() => AtomicFile.Write(folder.Path, Nothing), folder.Path, "is a folder");
        Assert.Throws<ArgumentException>(() => AtomicFile.Write("", Nothing));
        Assert.Throws<ArgumentNullException>(() => AtomicFile.Write(null!, Nothing));
        Assert.Empty(folder.Files);

        static void Nothing(Stream stream) { }
    }

    [Fact]
    public void A_file_name_alone_is_a_place_in_the_current_folder()
    {
        var name = $"convnet-test-{Guid.NewGuid():N}";
        try
        {
            AtomicFile.Write(name, stream => stream.WriteByte(7));
            Assert.Equal([7], File.ReadAllBytes(Path.Combine(Environment.CurrentDirectory, name)));
        }
        finally
        {
            File.Delete(name);
        }
    }
}
