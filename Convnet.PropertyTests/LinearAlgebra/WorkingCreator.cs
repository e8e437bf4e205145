using MathNet.Numerics.Providers;
using MathNet.Numerics.Providers.LinearAlgebra;

namespace Convnet.PropertyTests;

/// <summary>Stands for a MathNet provider package that works.</summary>
public sealed class WorkingCreator : IProviderCreator<ILinearAlgebraProvider>
{
    public ILinearAlgebraProvider CreateProvider() => new KernelProvider(new SimdKernel(128));
}
