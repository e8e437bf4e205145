using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Xunit;
using static Convnet.PropertyTests.MirrorServer;

namespace Convnet.PropertyTests;

public sealed class DownloadTests : IDisposable
{
    private readonly TemporaryFolder cache = new();

    public void Dispose() => cache.Dispose();

    [Fact]
    public void What_is_not_in_the_cache_is_downloaded_once()
    {
        using var server = new MirrorServer(Answer.Good);
        Assert.True(SmallSet.Is(Load(server.Address)));
        Assert.Equal(
            SmallSet.CompressedNames.Select(name => Path.Combine("small", name)).Order(StringComparer.Ordinal),
            cache.Files
        );
        Assert.True(SmallSet.Is(Load(server.Address)));
        Assert.Equal(4, server.Requests);
        Assert.True(SmallSet.Is(Load(NobodyThere())));
    }

    [Fact]
    public void Progress_is_told_for_each_file()
    {
        using var server = new MirrorServer(Answer.Good);
        var told = new List<DownloadProgress>();
        var set = SmallSet.At(server.Address);
        Load(new Download(set) { Progress = told.Add });
        Assert.Equal(SmallSet.CompressedNames, told.Select(progress => progress.File).Distinct());
        Assert.All(
            told.GroupBy(progress => progress.File),
            file => Assert.Equal(SmallSet.Compressed(file.Key)!.Length, file.Last().Bytes)
        );
        Assert.All(told, progress => Assert.Equal(SmallSet.Compressed(progress.File)!.Length, progress.Total));
    }

    [Theory]
    [InlineData(nameof(Answer.NotFound), "404")]
    [InlineData(nameof(Answer.OtherContent), "SHA-256")]
    [InlineData(nameof(Answer.Cut), "response ended prematurely")]
    [InlineData(nameof(Answer.Silent), "silent for 1 s")]
    [InlineData(nameof(Answer.StallsHalfway), "silent for 1 s")]
    [InlineData(nameof(Answer.TooLong), "sends more than the")]
    public void A_mirror_that_fails_is_named_with_its_reason_and_nothing_is_left_behind(string kind, string reason)
    {
        using var server = new MirrorServer(Enum.Parse<Answer>(kind));
        Refusal.Of<DataUnavailableException>(
            () => Load(Quick(SmallSet.At(server.Address))),
            "Small is not in the cache folder",
            "train-images could not be downloaded",
            $"{server.Address}train-images.gz",
            reason,
            "To provide Small, put",
            "CONVNET_DATA"
        );
        Assert.Equal(2, server.Requests);
        Assert.Empty(cache.Files);
    }

    [Theory]
    [InlineData(nameof(Answer.NotFound))]
    [InlineData(nameof(Answer.OtherContent))]
    [InlineData(nameof(Answer.Cut))]
    [InlineData(nameof(Answer.Silent))]
    [InlineData(nameof(Answer.TooLong))]
    public void Another_mirror_makes_up_for_one_that_fails(string kind)
    {
        // Whichever answers first, it fails the first time that a file is asked for, and no mirror is asked twice.
        var asked = 0;
        using var one = new MirrorServer(Reply);
        using var other = new MirrorServer(Reply);
        Assert.True(SmallSet.Is(Load(Quick(SmallSet.At(one.Address, other.Address)) with { Attempts = 1 })));
        Assert.Equal(5, one.Requests + other.Requests);
        Assert.NotEqual(0, one.Requests);
        Assert.NotEqual(0, other.Requests);
        Assert.Equal(4, cache.Files.Length);

        Answer Reply(string name, int count) =>
            Interlocked.Increment(ref asked) == 1 ? Enum.Parse<Answer>(kind) : Answer.Good;
    }

    [Fact]
    public void Another_attempt_makes_up_for_one_that_fails()
    {
        using var hesitant = new MirrorServer((_, count) => count == 1 ? Answer.Cut : Answer.Good);
        Assert.True(SmallSet.Is(Load(hesitant.Address)));
        Assert.Equal(8, hesitant.Requests);
    }

    [Fact]
    public void A_mirror_that_is_not_there_does_not_matter_if_another_one_is()
    {
        using var server = new MirrorServer(Answer.Good);
        Assert.True(SmallSet.Is(Load(NobodyThere(), server.Address)));
    }

    [Fact]
    public void Files_that_came_before_a_failure_are_kept_and_sound()
    {
        using var server = new MirrorServer((name, _) => name == "t10k-images.gz" ? Answer.Cut : Answer.Good);
        Refusal.Of<DataUnavailableException>(() => Load(server.Address), "t10k-images could not be downloaded");
        Assert.Equal([Path.Combine("small", "train-images.gz"), Path.Combine("small", "train-labels.gz")], cache.Files);
        using var good = new MirrorServer(Answer.Good);
        Assert.True(SmallSet.Is(Load(good.Address)));
        Assert.Equal(2, good.Requests);
    }

    [Fact]
    public void A_damaged_file_of_the_cache_is_fetched_again()
    {
        using var server = new MirrorServer(Answer.Good);
        Load(server.Address);
        File.WriteAllBytes(cache[Path.Combine("small", "train-labels.gz")], [1, 2, 3]);
        File.WriteAllBytes(
            cache[Path.Combine("small", "t10k-labels.gz")],
            IdxFileTests.Compress(IdxFileTests.Plain(new IdxArray([3], [0, 0, 0])))
        );
        Assert.True(SmallSet.Is(Load(server.Address)));
        Assert.Equal(6, server.Requests);
    }

    [Fact]
    public void Without_a_network_that_is_found_out_at_once()
    {
        // It listens, so that the connection stands, and never answers.
        using var mute = new TcpListener(IPAddress.Loopback, 0);
        mute.Start();
        var address = $"http://{mute.LocalEndpoint}/";
        var clock = Stopwatch.StartNew();
        Refusal.Of<DataUnavailableException>(
            () => Load(new Download(SmallSet.At(address, NobodyThere())) { ReachTimeout = TimeSpan.FromSeconds(0.3) }),
            "No mirror could be reached",
            "network",
            $"{address}: no answer within 0.3 s",
            "refused",
            "CONVNET_DATA"
        );
        Assert.InRange(clock.Elapsed.TotalSeconds, 0.25, 4);
        Assert.Empty(cache.Files);
        Assert.InRange(new Download(SmallSet.At()).ReachTimeout.TotalSeconds, 1, 4.5);
    }

    [Fact]
    public void A_full_disk_is_an_error_of_its_own_and_leaves_no_half_file()
    {
        using var server = new MirrorServer(Answer.Good);
        var full = Quick(SmallSet.At(server.Address)) with { Create = path => new FullDisk(path, 10) };
        Refusal.Of<DataUnavailableException>(
            () => Load(full),
            "cannot be written",
            Path.Combine(cache.Path, "small"),
            "No space left on device",
            "Free some space",
            "XDG_CACHE_HOME"
        );
        Assert.Equal(1, server.Requests);
        Assert.Empty(cache.Files);
    }

    [Fact]
    public void A_cache_folder_that_cannot_be_made_is_an_error()
    {
        File.WriteAllText(cache["small"], "not a folder");
        using var server = new MirrorServer(Answer.Good);
        Refusal.Of<DataUnavailableException>(() => Load(server.Address), "cannot be written", cache["small"]);
        Assert.Equal(["small"], cache.Files);
    }

    [Fact]
    public void A_download_stops_when_the_user_says_so()
    {
        using var server = new MirrorServer(Answer.StallsHalfway);
        using var stop = new CancellationTokenSource();
        var patient = new Download(SmallSet.At(server.Address)) { Progress = _ => stop.Cancel() };
        Assert.ThrowsAny<OperationCanceledException>(() => Loader(patient, cache.Path).Load(stop.Token));
        Assert.Empty(cache.Files);
    }

    private static Download Quick(ImageSet set) => new(set) { SilenceTimeout = TimeSpan.FromSeconds(1) };

    private static ImageSetLoader Loader(Download download, string cache) =>
        new(download.Set, null, null, cache, download);

    private TrainTestSplit Load(params string[] mirrors) => Load(new Download(SmallSet.At(mirrors)));

    private TrainTestSplit Load(Download download) => Loader(download, cache.Path).Load(default);
}
