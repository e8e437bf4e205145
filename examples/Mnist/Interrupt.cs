namespace Convnet.Examples;

/// <summary>Ctrl-C: the first lets the step at hand finish, so that what was learned is reported; the second ends the program.</summary>
internal sealed class Interrupt : IDisposable
{
    private readonly CancellationTokenSource source = new();

    /// <summary>Listens from now on.</summary>
    public Interrupt() => Console.CancelKeyPress += Hear;

    /// <summary>Cancelled by the first Ctrl-C.</summary>
    public CancellationToken Token => source.Token;

    /// <inheritdoc/>
    public void Dispose()
    {
        Console.CancelKeyPress -= Hear;
        source.Dispose();
    }

    private void Hear(object? sender, ConsoleCancelEventArgs keys)
    {
        keys.Cancel = !source.IsCancellationRequested;
        source.Cancel();
    }
}
