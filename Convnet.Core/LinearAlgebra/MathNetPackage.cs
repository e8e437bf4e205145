using MathNet.Numerics;
using MathNet.Numerics.Providers;
using MathNet.Numerics.Providers.LinearAlgebra;

namespace Convnet;

/// <summary>Picks up a MathNet provider package that the user's program refers to; nothing here does.</summary>
internal static class MathNetPackage
{
    /// <summary>The class by which MathNet itself finds its MKL package.</summary>
    internal const string Mkl =
        "MathNet.Numerics.Providers.MKL.LinearAlgebra.MklLinearAlgebraControl, MathNet.Numerics.Providers.MKL";

    /// <summary>The provider that a class of such a package creates, initialised, with one thread of its own.</summary>
    /// <param name="creator">The assembly-qualified name of an <see cref="IProviderCreator{T}"/>.</param>
    /// <exception cref="ProviderException">There is no such class, or its native library does not work.</exception>
    internal static ILinearAlgebraProvider Open(string creator)
    {
        try
        {
            var type = Type.GetType(creator, throwOnError: false);
            if (type is null)
            {
                throw new ProviderException("this program has no reference to the package");
            }

            if (Activator.CreateInstance(type) is not IProviderCreator<ILinearAlgebraProvider> found)
            {
                throw new ProviderException($"{type} creates no MathNet provider");
            }

            var provider = found.CreateProvider();
            Initialize(provider);
            return provider;
        }
        catch (Exception exception) when (exception is not ProviderException)
        {
            throw new ProviderException($"the package is there, but {exception.GetType().Name}: {exception.Message}");
        }
    }

    // MathNet's provider takes MKL's number of threads from here when it loads the library. We multiply on several threads, each alone.
    private static void Initialize(ILinearAlgebraProvider provider)
    {
        int threads = Control.MaxDegreeOfParallelism;
        try
        {
            Control.MaxDegreeOfParallelism = 1;
            provider.InitializeVerify();
        }
        finally
        {
            Control.MaxDegreeOfParallelism = threads;
        }
    }
}
