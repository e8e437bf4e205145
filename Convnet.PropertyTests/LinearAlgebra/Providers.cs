using Xunit;

namespace Convnet.PropertyTests;

/// <summary>Every provider, and the SIMD provider in every width: what a test of matrix products runs over.</summary>
public static class Providers
{
    private const string Simd = "simd";

    public static TheoryData<string> All => [.. Provider.Names.Where(name => name != Simd), .. Widths];

    public static TheoryData<string> Widths => ["simd 512", "simd 256", "simd 128"];

    /// <summary>The provider of that name; a test whose provider is not installed here is skipped, and says so.</summary>
    internal static ProviderChoice Open(string name)
    {
        if (name.StartsWith($"{Simd} ", StringComparison.Ordinal))
        {
            return new(name, name, new KernelProvider(OpenWidth(name)));
        }

        try
        {
            return Provider.ByName(name);
        }
        catch (ProviderException exception)
        {
            Assert.Skip(exception.Message);
            throw;
        }
    }

    internal static SimdKernel OpenWidth(string name)
    {
        int width = int.Parse(name[Simd.Length..]);
        Assert.SkipUnless(SimdKernel.Widths.Contains(width), $"This machine has no vectors of {width} bits.");
        return new SimdKernel(width);
    }
}
