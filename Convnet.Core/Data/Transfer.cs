namespace Convnet;

/// <summary>One file from one mirror into a folder.</summary>
internal sealed record Transfer(Uri Source, string Folder, KnownFile File, Download Rules)
{
    private const int PieceLength = 1 << 16;

    /// <summary>Whether another mirror may do better: not when the user stops, nor when this machine's disk is at fault.</summary>
    public static bool IsRemote(Exception failure, CancellationToken cancellation) =>
        !cancellation.IsCancellationRequested
        && failure is HttpRequestException or IOException or InvalidDataException or TimeoutException
        && failure is not DataUnavailableException;

    /// <summary>Does what concerns this machine's disk alone.</summary>
    /// <exception cref="DataUnavailableException">It cannot be done.</exception>
    public static void Local(string folder, Action action)
    {
        try
        {
            action();
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new DataUnavailableException(
                $"The cache folder {folder} cannot be written: {failure.Message.TrimEnd('.')}. Free some space or give access, or choose another folder by XDG_CACHE_HOME.",
                failure
            );
        }
    }

    /// <summary>The verified content, which then lies in the folder.</summary>
    public async Task<IdxArray> Run(HttpClient client, CancellationToken cancellation)
    {
        var target = Path.Combine(Folder, File.CompressedName);
        var temporary = AtomicFile.TemporaryName(target);
        try
        {
            await Save(client, temporary, cancellation).ConfigureAwait(false);
            var array = Verify(temporary);
            Local(Folder, () => System.IO.File.Move(temporary, target, overwrite: true));
            return array;
        }
        finally
        {
            Local(Folder, () => System.IO.File.Delete(temporary));
        }
    }

    private async Task Save(HttpClient client, string path, CancellationToken cancellation)
    {
        using var whole = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        whole.CancelAfter(Rules.FileTimeout);
        using var silence = CancellationTokenSource.CreateLinkedTokenSource(whole.Token);
        silence.CancelAfter(Rules.SilenceTimeout);
        try
        {
            using var response = await client
                .GetAsync(Source, HttpCompletionOption.ResponseHeadersRead, silence.Token)
                .ConfigureAwait(false);
            response.EnsureSuccessStatusCode();
            using var body = await response.Content.ReadAsStreamAsync(silence.Token).ConfigureAwait(false);
            await Copy(body, response.Content.Headers.ContentLength, path, silence).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw new TimeoutException(
                whole.IsCancellationRequested
                    ? $"the file took longer than {Rules.FileTimeout.TotalSeconds:0.#} s"
                    : $"the server kept silent for {Rules.SilenceTimeout.TotalSeconds:0.#} s"
            );
        }
    }

    private async Task Copy(Stream body, long? total, string path, CancellationTokenSource silence)
    {
        Stream? destination = null;
        Local(Folder, () => destination = Rules.Create(path));
        using var file = destination!;
        var piece = new byte[PieceLength];
        long copied = 0;
        while (await body.ReadAsync(piece, silence.Token).ConfigureAwait(false) is > 0 and var read)
        {
            silence.CancelAfter(Rules.SilenceTimeout);
            copied += read;
            // Compression never makes a file longer than by these few bytes a block.
            if (copied > File.Size + (File.Size / 100) + 1000)
            {
                throw new InvalidDataException($"the server sends more than the {File.Size:N0} bytes of the file");
            }

            Local(Folder, () => file.Write(piece, 0, read));
            Rules.Progress?.Invoke(new(File.CompressedName, copied, total));
        }

        Local(Folder, () => AtomicFile.Flush(file));
    }

    private IdxArray Verify(string path)
    {
        using var stream = System.IO.File.OpenRead(path);
        var array = IdxFile.Read(stream, "the file");
        var hash = array.Sha256();
        return hash == File.Sha256
            ? array
            : throw new InvalidDataException(
                $"the file is not the right one: its SHA-256 uncompressed is {hash}, but must be {File.Sha256}"
            );
    }
}
