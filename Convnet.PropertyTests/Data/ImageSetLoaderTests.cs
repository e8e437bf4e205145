using Xunit;

namespace Convnet.PropertyTests;

public sealed class ImageSetLoaderTests : IDisposable
{
    private static readonly ImageSet Set = SmallSet.At(MirrorServer.NobodyThere());
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    [InlineData(4)]
    public void Plain_and_compressed_files_are_read(int plain)
    {
        SmallSet.WriteTo(folder.Path, plain);
        Assert.True(SmallSet.Is(Load(given: folder.Path)));
    }

    [Fact]
    public void The_folder_given_comes_first_then_the_named_one()
    {
        SmallSet.WriteTo(folder.Path);
        Assert.True(SmallSet.Is(Load(given: folder.Path, named: "nowhere")));
        Assert.True(SmallSet.Is(Load(named: folder.Path, cache: "nowhere")));
        Refusal.Of<DataUnavailableException>(
            () => Load(given: "nowhere", named: folder.Path),
            "nowhere does not exist"
        );
    }

    [Fact]
    public void A_named_folder_may_hold_a_folder_for_each_set()
    {
        SmallSet.WriteTo(Directory.CreateDirectory(folder["small"]).FullName);
        Assert.True(SmallSet.Is(Load(named: folder.Path)));
        Refusal.Of<DataUnavailableException>(() => Load(given: folder.Path), folder.Path, "lacks train-images");
    }

    [Fact]
    public void What_a_package_of_the_system_brought_comes_before_the_cache_if_it_is_whole_and_sound()
    {
        SmallSet.WriteTo(Directory.CreateDirectory(folder["small"]).FullName);
        Assert.True(SmallSet.Is(Load(cache: "nowhere", installed: folder.Path)));
        Assert.True(SmallSet.Is(Load(installed: folder.Path)));

        IdxFile.Write(folder["small/t10k-labels"], new IdxArray([3], new byte[3]));
        Refusal.Of<DataUnavailableException>(
            () => Load(cache: folder["cache"], installed: folder.Path),
            "not in the cache"
        );
        Refusal.Of<DataUnavailableException>(
            () => Load(cache: folder["cache"], installed: "nowhere"),
            "not in the cache"
        );
    }

    [Fact]
    public void A_missing_folder_or_file_is_named_with_the_way_out_and_never_replaced()
    {
        string[] wayOut =
        [
            "To provide Small, put train-images, train-labels, t10k-images, t10k-labels",
            "CONVNET_DATA",
        ];
        Refusal.Of<DataUnavailableException>(
            () => Load(named: folder["gone"]),
            [$"{folder["gone"]} (of the environment variable CONVNET_DATA) does not exist", .. wayOut]
        );
        SmallSet.WriteTo(folder.Path);
        File.Delete(folder["train-labels.gz"]);
        File.Delete(folder["t10k-images.gz"]);
        Refusal.Of<DataUnavailableException>(
            () => Load(given: folder.Path, cache: folder["cache"]),
            [$"{folder.Path} lacks train-labels, t10k-images", .. wayOut]
        );
        Refusal.Of<DataUnavailableException>(() => Load(), ["no home", .. wayOut]);
        Refusal.Of<ArgumentException>(() => Mnist.Load(""), "empty name");
    }

    [Fact]
    public void An_unreadable_file_is_named()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && !Environment.IsPrivilegedProcess, "Root may read everything.");
        SmallSet.WriteTo(folder.Path);
        if (OperatingSystem.IsLinux())
        {
            File.SetUnixFileMode(folder["t10k-labels.gz"], UnixFileMode.None);
        }

        Refusal.Of<DataUnavailableException>(
            () => Load(given: folder.Path),
            folder["t10k-labels.gz"],
            "cannot be read"
        );
    }

    [Fact]
    public void A_file_in_use_by_a_writer_is_named()
    {
        SmallSet.WriteTo(folder.Path);
        using var writer = new FileStream(folder["t10k-labels.gz"], FileMode.Open, FileAccess.Write, FileShare.None);
        Refusal.Of<DataUnavailableException>(
            () => Load(given: folder.Path),
            folder["t10k-labels.gz"],
            "cannot be read"
        );
    }

    [Fact]
    public void A_damaged_file_is_named()
    {
        SmallSet.WriteTo(folder.Path);
        File.WriteAllBytes(folder["train-images.gz"], [0, 0, 8]);
        Refusal.Of<InvalidDataException>(() => Load(given: folder.Path), folder["train-images.gz"], "cut short");
    }

    [Fact]
    public void Ones_own_images_of_another_size_and_with_channels_are_welcome_in_a_folder()
    {
        Replace("train-images", [6, 5, 3, 2]);
        Replace("t10k-images", [3, 5, 3, 2]);
        Assert.Equal([5, 3, 2], Load(given: folder.Path).Train.InputShape);
    }

    [Fact]
    public void Files_that_do_not_belong_together_are_refused()
    {
        Replace("train-labels", [5]);
        Refusal.Of<InvalidDataException>(
            () => Load(given: folder.Path),
            "training set",
            "(6, 4, 4)",
            "labels of the shape (5)"
        );
        Replace("train-labels", [6, 1]);
        Refusal.Of<InvalidDataException>(() => Load(given: folder.Path), "labels of the shape (6, 1)", "one label");
        Replace("train-labels", [6]);
        Replace("t10k-images", [3, 4]);
        Refusal.Of<InvalidDataException>(() => Load(given: folder.Path), "test set", "images of the shape (3, 4)");
        Replace("t10k-images", [3, 4, 5]);
        Refusal.Of<InvalidDataException>(() => Load(given: folder.Path), "images", "(4, 4, 1)", "(4, 5, 1)");
        Replace("t10k-images", [0, 4, 4]);
        Replace("t10k-labels", [0]);
        Refusal.Of<InvalidDataException>(() => Load(given: folder.Path), "test set", "is empty", "(0, 4, 4)");
    }

    [Fact]
    public void The_cache_folder_is_below_a_rooted_one_of_the_user()
    {
        var cache = DataFolders.Cache;
        Assert.NotNull(cache);
        Assert.Equal("convnet", Path.GetFileName(cache));
        Assert.True(Path.IsPathRooted(cache));
    }

    private static TrainTestSplit Load(
        string? given = null,
        string? named = null,
        string? cache = null,
        string? installed = null
    ) => new ImageSetLoader(Set, given, named, cache, new Download(Set), installed).Load(default);

    /// <summary>The small set's files, of which this one holds zeros under another shape.</summary>
    private void Replace(string name, Shape shape)
    {
        if (folder.Files.Length == 0)
        {
            SmallSet.WriteTo(folder.Path);
        }

        File.Delete(folder[$"{name}.gz"]);
        IdxFile.Write(folder[name], new IdxArray(shape, new byte[shape.Size]));
    }
}
