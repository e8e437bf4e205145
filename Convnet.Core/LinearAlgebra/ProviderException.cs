namespace Convnet;

/// <summary>The provider of matrix products that was asked for is unknown or cannot be used here; the message says what to install.</summary>
public sealed class ProviderException : Exception
{
    internal ProviderException(string message)
        : base(message) { }
}
