namespace Convnet;

/// <summary>Fetches files of an image set from its mirrors into a folder: whole and verified, or not at all.</summary>
/// <remarks>
/// The first mirror that answers is asked first, so that a machine without network learns of it within <see cref="ReachTimeout"/>. A file is
/// written under a temporary name in the same folder, held to its SHA-256, flushed, and renamed: no reader ever meets half of one.
/// </remarks>
internal sealed record Download(ImageSet Set)
{
    /// <summary>Told of every piece that arrives.</summary>
    public Action<DownloadProgress>? Progress { get; init; }

    /// <summary>How long all mirrors together have to answer at all.</summary>
    public TimeSpan ReachTimeout { get; init; } = TimeSpan.FromSeconds(4);

    /// <summary>How long a server may keep silent.</summary>
    public TimeSpan SilenceTimeout { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>How long one file may take.</summary>
    public TimeSpan FileTimeout { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>How often all mirrors are tried for a file.</summary>
    public int Attempts { get; init; } = 2;

    /// <summary>Opens the file to write into; another one in tests of a full disk.</summary>
    public Func<string, Stream> Create { get; init; } =
        path => new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, 0);

    /// <exception cref="DataUnavailableException">No mirror answers, none has a sound file, or the folder cannot be written.</exception>
    public IdxArray[] Fetch(string folder, IReadOnlyList<KnownFile> files, CancellationToken cancellation) =>
        Task.Run(() => FetchAll(folder, files, cancellation), cancellation).GetAwaiter().GetResult();

    private async Task<IdxArray[]> FetchAll(
        string folder,
        IReadOnlyList<KnownFile> files,
        CancellationToken cancellation
    )
    {
        using var client = new HttpClient(new SocketsHttpHandler { ConnectTimeout = SilenceTimeout })
        {
            Timeout = Timeout.InfiniteTimeSpan,
        };
        var mirrors = await Reach(client, cancellation).ConfigureAwait(false);
        Transfer.Local(folder, () => Directory.CreateDirectory(folder));
        var arrays = new List<IdxArray>();
        foreach (var file in files)
        {
            arrays.Add(await FetchFile(client, mirrors, folder, file, cancellation).ConfigureAwait(false));
        }

        return [.. arrays];
    }

    /// <summary>The mirrors, the one that answers soonest in front. Any answer will do: what it is worth shows with the files.</summary>
    private async Task<IReadOnlyList<Uri>> Reach(HttpClient client, CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(ReachTimeout);
        var asked = Set.Mirrors.Select(mirror => Answer(client, mirror, limit.Token)).ToList();
        var failures = new List<string>();
        while (asked.Count > 0)
        {
            var answered = await Task.WhenAny(asked).ConfigureAwait(false);
            asked.Remove(answered);
            var (mirror, failure) = await answered.ConfigureAwait(false);
            if (failure is null)
            {
                await limit.CancelAsync().ConfigureAwait(false);
                return [mirror, .. Set.Mirrors.Where(other => other != mirror)];
            }

            failures.Add($"{mirror}: {failure}");
        }

        cancellation.ThrowIfCancellationRequested();
        throw new DataUnavailableException(
            $"No mirror could be reached: is there a network? Tried {string.Join("; ", failures)}."
        );
    }

    private async Task<(Uri Mirror, string? Failure)> Answer(HttpClient client, Uri mirror, CancellationToken limit)
    {
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Head, new Uri(mirror, Set.TestLabels.CompressedName));
            using var response = await client
                .SendAsync(request, HttpCompletionOption.ResponseHeadersRead, limit)
                .ConfigureAwait(false);
            return (mirror, null);
        }
        catch (HttpRequestException failure)
        {
            return (mirror, failure.Message);
        }
        catch (OperationCanceledException)
        {
            return (mirror, $"no answer within {ReachTimeout.TotalSeconds:0.#} s");
        }
    }

    private async Task<IdxArray> FetchFile(
        HttpClient client,
        IReadOnlyList<Uri> mirrors,
        string folder,
        KnownFile file,
        CancellationToken cancellation
    )
    {
        var failures = new List<string>();
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            foreach (var mirror in mirrors)
            {
                var transfer = new Transfer(new Uri(mirror, file.CompressedName), folder, file, this);
                try
                {
                    return await transfer.Run(client, cancellation).ConfigureAwait(false);
                }
                catch (Exception failure) when (Transfer.IsRemote(failure, cancellation))
                {
                    failures.Add($"{transfer.Source}: {failure.Message}");
                }
            }
        }

        throw new DataUnavailableException(
            $"{file.Name} could not be downloaded. Tried {string.Join("; ", failures.Distinct())}."
        );
    }
}
