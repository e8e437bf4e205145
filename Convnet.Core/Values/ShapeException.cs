namespace Convnet;

/// <summary>A shape does not fit: the message says what was given, the rule, and the way out.</summary>
public sealed class ShapeException : ArgumentException
{
    /// <summary>An exception with its message.</summary>
    public ShapeException(string message)
        : base(message) { }

    /// <summary>An exception with its message and the one that it explains.</summary>
    public ShapeException(string message, Exception innerException)
        : base(message, innerException) { }
}
