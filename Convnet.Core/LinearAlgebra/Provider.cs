using System.Runtime.Intrinsics.X86;
using MathNet.Numerics.Providers.LinearAlgebra;

namespace Convnet;

/// <summary>What multiplies matrices in this process: Intel MKL where it is installed, else C# with the machine's vectors.</summary>
/// <remarks>
/// The rule is fixed, so that one machine gives the same bits every time: <c>mkl</c> (MathNet's package MathNet.Numerics.Providers.MKL if the program refers to it, else the
/// library mkl_rt), then <c>simd</c>. The environment variable CONVNET_PROVIDER and <see cref="Use"/> choose another one of <see cref="Names"/>: <c>openblas</c>, or
/// <c>mathnet</c>, MathNet's managed provider. A native library is tried when it is its turn, and at most once. An abort inside a native library cannot be caught:
/// <c>CONVNET_PROVIDER=simd</c> leaves all of them alone.
/// </remarks>
/// <example><code>
/// Provider.Use("simd");
/// Console.WriteLine(Provider.Describe());
/// </code></example>
public static class Provider
{
    private const string Variable = "CONVNET_PROVIDER";

    private static readonly ProviderRule rule = new(ProviderCandidates.All);

    private static Lazy<ProviderChoice> current = new(() =>
        rule.Choose(Variable, Environment.GetEnvironmentVariable(Variable))
    );

    /// <summary>Every name that <see cref="Use"/> knows.</summary>
    public static IReadOnlyList<string> Names => rule.Names;

    /// <summary>The names whose provider works on this machine. Loads the native libraries to find out.</summary>
    public static IReadOnlyList<string> Available => rule.Available;

    /// <summary>The name of the provider in use.</summary>
    /// <exception cref="ProviderException">CONVNET_PROVIDER asks for one that does not exist or cannot be used here.</exception>
    public static string Name => Current.Name;

    internal static ProviderChoice Current => Volatile.Read(ref current).Value;

    /// <summary>Changes the provider of the whole process, from the next product on.</summary>
    /// <param name="name">One of <see cref="Names"/>, in any case.</param>
    /// <exception cref="ProviderException">There is no such name, or its provider cannot be used here; the message says what to do.</exception>
    public static void Use(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        Swap(ByName(name));
    }

    /// <summary>Gives MathNet's own matrices in this process the provider in use.</summary>
    public static void UseForMathNet() => LinearAlgebraControl.Provider = Current.LinearAlgebra;

    /// <summary>What was chosen, what was rejected and why, and what the others would give.</summary>
    public static string Describe()
    {
        var choice = Current;
        return $"{choice.Name}: {choice.Description}{rule.Rejections()}\n  {Comparison(choice.Name)}";
    }

    /// <summary>The provider of a name, without using it.</summary>
    internal static ProviderChoice ByName(string name) => rule.ByName(name, "Provider.Use");

    /// <summary>Changes the provider in one step: a product on another thread sees the old one or the new one.</summary>
    internal static void Swap(ProviderChoice choice) => Volatile.Write(ref current, new Lazy<ProviderChoice>(choice));

    // Only what was measured: benchmarks/EndToEnd on Zen 3 and Zen 4, two threads; mathnet with benchmarks/Micro.
    private static string Comparison(string name) =>
        name switch
        {
            "mathnet" =>
                $"simd is 20 to 40 times faster than MathNet's managed provider, on any machine ({Variable}=simd).",
            _ when !IsAmd =>
                "Which of simd, mkl and openblas is fastest on this processor was not measured; benchmarks/EndToEnd does.",
            "simd" =>
                "On AMD processors mkl trained the chapter's convnet at 0.7 to 0.9 of simd's rate, openblas at 0.8 to 0.9.",
            "mkl" =>
                $"On AMD processors simd trained the chapter's convnet 1.1 to 1.4 times as fast as mkl ({Variable}=simd).",
            _ =>
                $"On AMD processors simd trained the chapter's convnet 1.1 to 1.3 times as fast as {name} ({Variable}=simd).",
        };

    private static bool IsAmd
    {
        get
        {
            // "AuthenticAMD", in the order EBX, EDX, ECX: the last four letters stand in ECX.
            const int cAMD = 0x444D4163;
            return X86Base.IsSupported && X86Base.CpuId(0, 0).Ecx == cAMD;
        }
    }
}
