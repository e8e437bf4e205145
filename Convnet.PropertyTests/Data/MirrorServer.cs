using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Convnet.PropertyTests;

/// <summary>A mirror of the small set on this machine, which answers as the test says: to a file's name and how often it was asked for.</summary>
internal sealed class MirrorServer : IDisposable
{
    private readonly HttpListener listener = new();
    private readonly Func<string, int, Answer> answer;
    private readonly ConcurrentDictionary<string, int> asked = new();
    private readonly CancellationTokenSource stop = new();
    private readonly Task serving;

    public MirrorServer(Func<string, int, Answer> answer)
    {
        this.answer = answer;
        Address = $"http://127.0.0.1:{FreePort()}/";
        listener.Prefixes.Add(Address);
        listener.Start();
        serving = Task.Run(Serve);
    }

    public MirrorServer(Answer answer)
        : this((_, _) => answer) { }

    internal enum Answer
    {
        Good,
        NotFound,
        OtherContent,
        Cut,
        Silent,
        StallsHalfway,
        TooLong,
    }

    public string Address { get; }

    /// <summary>How many downloads were asked for.</summary>
    public int Requests => asked.Values.Sum();

    /// <summary>An address of this machine where nobody listens.</summary>
    public static string NobodyThere() => $"http://127.0.0.1:{FreePort()}/";

    public void Dispose()
    {
        stop.Cancel();
        listener.Close();
        serving.Wait();
        stop.Dispose();
    }

    private static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }

    private async Task Serve()
    {
        var replies = new List<Task>();
        try
        {
            while (true)
            {
                var context = await listener.GetContextAsync();
                replies.Add(Task.Run(() => Reply(context)));
            }
        }
        catch (Exception end) when (end is HttpListenerException or ObjectDisposedException)
        {
            await Task.WhenAll(replies);
        }
    }

    private async Task Reply(HttpListenerContext context)
    {
        try
        {
            var name = context.Request.Url!.AbsolutePath.TrimStart('/');
            if (context.Request.HttpMethod == "HEAD")
            {
                context.Response.Close();
                return;
            }

            await Send(context.Response, name, answer(name, asked.AddOrUpdate(name, 1, (_, count) => count + 1)));
        }
        catch (Exception gone)
            when (gone
                    is HttpListenerException
                        or ObjectDisposedException
                        or IOException
                        or OperationCanceledException
                        or InvalidOperationException
            )
        {
            // The client left, which is what some tests are about.
            context.Response.Abort();
        }
    }

    private async Task Send(HttpListenerResponse response, string name, Answer kind)
    {
        var bytes = SmallSet.Compressed(name);
        if (bytes is null || kind == Answer.NotFound)
        {
            response.StatusCode = 404;
            response.Close();
            return;
        }

        if (kind == Answer.Silent)
        {
            await Task.Delay(Timeout.Infinite, stop.Token);
        }

        bytes =
            kind == Answer.OtherContent ? IdxFileTests.Compress(IdxFileTests.Plain(new IdxArray([1], [1])))
            : kind == Answer.TooLong ? new byte[100_000]
            : bytes;
        var whole = kind is not (Answer.Cut or Answer.StallsHalfway);
        response.ContentLength64 = bytes.Length;
        await response.OutputStream.WriteAsync(bytes.AsMemory(0, whole ? bytes.Length : bytes.Length / 2), stop.Token);
        await response.OutputStream.FlushAsync(stop.Token);
        if (kind == Answer.StallsHalfway)
        {
            await Task.Delay(Timeout.Infinite, stop.Token);
        }

        if (whole)
        {
            response.Close();
        }
        else
        {
            response.Abort();
        }
    }
}
