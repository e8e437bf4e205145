using FsCheck;
using FsCheck.Fluent;

namespace Convnet.PropertyTests;

/// <summary>What a generator gives, the same in every run: for tests of what it reaches at all, which must not depend on luck.</summary>
internal static class SeededSamples
{
    /// <summary>So many values, of FsCheck's usual size.</summary>
    public static IReadOnlyList<T> Seeded<T>(this Gen<T> generator, int count) =>
        [.. generator.Sample(count, new Rnd(1), size: 50)];
}
