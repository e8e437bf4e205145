namespace Convnet.PropertyTests;

/// <summary>Runs what follows with another provider, and puts the one before back.</summary>
internal sealed class ProviderScope : IDisposable
{
    private readonly ProviderChoice before = Provider.Current;

    public ProviderScope(string name) => Provider.Use(name);

    public void Dispose() => Provider.Swap(before);
}
