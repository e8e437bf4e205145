using MathNet.Numerics.Providers.LinearAlgebra;

namespace Convnet;

/// <summary>A provider that is ready to multiply.</summary>
/// <param name="Name">One of <see cref="Provider.Names"/>.</param>
/// <param name="Description">What it is on this machine: library, version, vectors.</param>
/// <param name="LinearAlgebra">It as MathNet sees it.</param>
internal sealed record ProviderChoice(string Name, string Description, ILinearAlgebraProvider LinearAlgebra)
{
    /// <summary>The kernel behind a provider of ours; null behind one of MathNet's.</summary>
    internal IMatrixKernel? Kernel { get; } = (LinearAlgebra as KernelProvider)?.Kernel;
}
