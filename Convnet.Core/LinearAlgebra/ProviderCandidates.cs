using MathNet.Numerics.Providers.LinearAlgebra;

namespace Convnet;

/// <summary>Every way to get a provider, in the order of the rule.</summary>
internal static class ProviderCandidates
{
    private const string InstallMkl =
        "Install it: the package libmkl-rt on Debian and Ubuntu (component non-free or multiverse), intel-oneapi-mkl from Intel; or add the NuGet package Convnet.Mkl.";

    /// <summary>All candidates. simd always works, so that nothing after it is tried unasked.</summary>
    internal static IReadOnlyList<ProviderCandidate> All { get; } =
    [
        new(
            "mkl",
            "MathNet.Numerics.Providers.MKL",
            "Add the NuGet package Convnet.Mkl to the program.",
            () => Described("mkl", MathNetPackage.Open(MathNetPackage.Mkl))
        ),
        new("mkl", "MKL over mkl_rt", InstallMkl, () => Own("mkl", NativeLibraries.Mkl())),
        new("simd", "vectors in C#", "Nothing has to be installed.", () => Own("simd", new SimdKernel())),
        new(
            "openblas",
            "OpenBLAS",
            "Install it: the package libopenblas0-pthread on Debian and Ubuntu, openblas elsewhere.",
            () => Own("openblas", NativeLibraries.OpenBlas())
        ),
        new(
            "mathnet",
            "MathNet's managed provider",
            "Nothing has to be installed.",
            () => Described("mathnet", ManagedLinearAlgebraProvider.Instance)
        ),
    ];

    private static ProviderChoice Own(string name, IMatrixKernel kernel) =>
        new(name, kernel.ToString()!, new KernelProvider(kernel));

    private static ProviderChoice Described(string name, ILinearAlgebraProvider provider) =>
        new(name, provider.ToString()!, provider);
}
