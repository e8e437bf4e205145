namespace Convnet;

/// <summary>Data cannot be had: a folder or file is missing or unreadable, or a download failed. The message says what was tried and how to provide it.</summary>
/// <remarks>An IOException, so that one <c>catch</c> takes it together with what the framework throws for files.</remarks>
public sealed class DataUnavailableException : IOException
{
    /// <summary>An exception with a message and, where there is one, its cause.</summary>
    public DataUnavailableException(string message, Exception? innerException = null)
        : base(message, innerException) { }
}
