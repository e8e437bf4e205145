using Xunit;

namespace Convnet.PropertyTests;

/// <summary>A bad value is refused with a message that says what was given, the rule, and the way out.</summary>
internal static class Refusal
{
    /// <summary>The action throws exactly this exception, and its message holds each of the parts.</summary>
    public static void Of<TException>(Action action, params string[] parts)
        where TException : Exception
    {
        var exception = Assert.Throws<TException>(action);
        Assert.All(parts, part => Assert.Contains(part, exception.Message, StringComparison.Ordinal));
    }

    /// <summary>The same for something that would give a value.</summary>
    public static void Of<TException>(Func<object?> function, params string[] parts)
        where TException : Exception =>
        Of<TException>(
            () =>
            {
                _ = function();
            },
            parts
        );
}
