using Xunit;

namespace Convnet.PropertyTests;

/// <summary>Tests that run with each provider; what is not installed is skipped visibly.</summary>
internal static class ProviderTheory
{
    /// <summary>The name of the collection whose tests choose the provider of the process and therefore run alone.</summary>
    public const string Collection = "Provider choice";

    /// <summary>The names of all providers.</summary>
    public static TheoryData<string> Names => [.. Provider.Names];

    /// <summary>Uses the provider until disposed, or skips the test where it is not installed.</summary>
    public static ProviderScope Use(string provider)
    {
        Assert.SkipUnless(Provider.Available.Contains(provider), $"The provider {provider} is not installed here.");
        return new(provider);
    }
}
