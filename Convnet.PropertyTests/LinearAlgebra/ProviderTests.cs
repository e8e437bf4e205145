using MathNet.Numerics;
using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.Providers.LinearAlgebra;
using Xunit;

namespace Convnet.PropertyTests;

/// <summary>The provider of the whole process: how it is chosen, changed, described and refused.</summary>
[Collection("Provider choice")]
public sealed class ProviderTests : IDisposable
{
    private const string OpenBlasPackage =
        "MathNet.Numerics.Providers.OpenBLAS.LinearAlgebra.OpenBlasLinearAlgebraControl, MathNet.Numerics.Providers.OpenBLAS";

    private readonly string before = Provider.Name;

    public void Dispose() => Provider.Use(before);

    [Fact]
    public void The_names_are_those_of_the_documentation() =>
        Assert.Equal(["mkl", "simd", "openblas", "mathnet"], Provider.Names);

    [Fact]
    public void What_needs_no_installation_is_always_available()
    {
        Assert.Contains("simd", Provider.Available);
        Assert.Contains("mathnet", Provider.Available);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_provider_is_used_by_its_name_in_any_case(string name)
    {
        Providers.Open(name);
        Provider.Use($" {name.ToUpperInvariant()}");
        float[] c = [float.NaN];

        Gemm.Multiply(false, false, 1, 1, 2, new float[] { 2f, 3f }, new float[] { 5f, 7f }, 0f, c);

        Assert.Equal(name, Provider.Name);
        Assert.StartsWith($"{name}: ", Provider.Describe());
        Assert.Equal([31f], c);
    }

    public static TheoryData<string> Names => [.. Provider.Names];

    [Fact]
    public void An_unknown_name_is_refused_with_those_that_exist_and_changes_nothing()
    {
        Provider.Use("mathnet");

        var exception = Assert.Throws<ProviderException>(() => Provider.Use("cuda"));

        Assert.Equal(
            "Provider.Use asks for the provider 'cuda', which does not exist. There are mkl, simd, openblas, mathnet.",
            exception.Message
        );
        Assert.Equal("mathnet", Provider.Name);
    }

    [Fact]
    public void The_description_says_what_the_hardware_does_and_what_the_others_would_give()
    {
        Provider.Use("simd");
        Assert.StartsWith($"simd: C#, vectors of {SimdKernel.Widths[0]} bits", Provider.Describe());
        Assert.Matches("\n  .*mkl.*openblas", Provider.Describe());

        Provider.Use("mathnet");
        Assert.Contains("\n  simd is 20 to 40 times faster", Provider.Describe());
    }

    [Fact]
    public void MathNets_own_matrices_get_the_provider_only_when_asked()
    {
        var untouched = LinearAlgebraControl.Provider;
        Provider.Use("simd");
        Assert.Same(untouched, LinearAlgebraControl.Provider);
        try
        {
            Provider.UseForMathNet();

            Assert.Same(Provider.Current.LinearAlgebra, LinearAlgebraControl.Provider);
            Assert.Equal(
                31d,
                (Matrix<double>.Build.Dense(1, 2, [2d, 3d]) * Matrix<double>.Build.Dense(2, 1, [5d, 7d]))[0, 0]
            );
        }
        finally
        {
            LinearAlgebraControl.Provider = untouched;
        }
    }

    [Fact]
    public void Products_on_other_threads_go_on_while_the_provider_changes()
    {
        var example = new ProductCase(new(false, true, 20, 30, 40), 0f, 3, 7);
        var (a, b) = (example.A(), example.B());

        Parallel.For(
            0,
            400,
            i =>
            {
                if (i % 4 == 0)
                {
                    Provider.Use(i % 8 == 0 ? "simd" : "mathnet");
                }

                var c = example.C();
                Gemm.Multiply(false, true, 20, 30, 40, a, b, 0f, c);
                example.AssertProduct(a, b, c, c);
            }
        );
    }

    [Fact]
    public void A_package_that_works_is_picked_up_with_one_thread_and_leaves_MathNet_as_it_was()
    {
        var (provider, threads) = (LinearAlgebraControl.Provider, Control.MaxDegreeOfParallelism);

        var found = MathNetPackage.Open(typeof(WorkingCreator).AssemblyQualifiedName!);

        Assert.IsType<KernelProvider>(found);
        Assert.Same(provider, LinearAlgebraControl.Provider);
        Assert.Equal(threads, Control.MaxDegreeOfParallelism);
    }

    [Fact]
    public void A_package_whose_native_library_is_missing_is_rejected_and_leaves_MathNet_as_it_was()
    {
        var (provider, threads) = (LinearAlgebraControl.Provider, Control.MaxDegreeOfParallelism);

        var exception = Assert.Throws<ProviderException>(() => MathNetPackage.Open(OpenBlasPackage));

        Assert.StartsWith("the package is there, but NotSupportedException: ", exception.Message);
        Assert.Same(provider, LinearAlgebraControl.Provider);
        Assert.Equal(threads, Control.MaxDegreeOfParallelism);
    }

    [Fact]
    public void A_package_that_the_program_does_not_refer_to_is_rejected()
    {
        var missing = Assert.Throws<ProviderException>(() => MathNetPackage.Open("No.Such.Type, No.Such.Assembly"));
        var other = Assert.Throws<ProviderException>(() =>
            MathNetPackage.Open(typeof(List<int>).AssemblyQualifiedName!)
        );

        Assert.Equal("this program has no reference to the package", missing.Message);
        Assert.EndsWith("creates no MathNet provider", other.Message);
    }
}
