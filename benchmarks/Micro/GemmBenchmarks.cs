using BenchmarkDotNet.Attributes;
using MathNet.Numerics.Providers.LinearAlgebra;

namespace Convnet.Benchmarks.Micro;

/// <summary>
/// Matrix products of the MNIST convnet on one thread, by each provider as MathNet sees it. A shape is rows × columns × length of the sums;
/// T stands for a transposed operand, so NN is a forward pass, TN the gradient of weights, NT the gradient of inputs.
/// GFLOPS are 2·rows·columns·length / (1000 · µs).
/// </summary>
/// <remarks><c>dotnet run -c Release --project benchmarks/Micro -- --filter '*Gemm*'</c></remarks>
public class GemmBenchmarks
{
    private float[] a = [];
    private float[] b = [];
    private float[] c = [];
    private ILinearAlgebraProvider provider = ManagedLinearAlgebraProvider.Instance;
    private bool transposeA;
    private bool transposeB;
    private int m;
    private int n;
    private int k;

    public static IEnumerable<string> Providers => Provider.Available.Where(name => name != "mathnet");

    [ParamsSource(nameof(Providers))]
    public string Name { get; set; } = "";

    [Params(
        "NN 5408x32x9",
        "NN 968x64x288",
        "NN 72x64x576",
        "NN 8x64x576",
        "NN 8x10x64",
        "TN 9x32x5408",
        "TN 288x64x968",
        "TN 576x64x72",
        "NT 968x288x64",
        "NT 72x576x64",
        "NN 1x64x576",
        "NN 1024x1024x1024"
    )]
    public string Shape { get; set; } = "";

    [GlobalSetup]
    public void Setup()
    {
        Provider.Use(Name);
        Provider.UseForMathNet();
        provider = LinearAlgebraControl.Provider;
        (transposeA, transposeB) = (Shape[0] == 'T', Shape[1] == 'T');
        int[] sizes = [.. Shape[3..].Split('x').Select(int.Parse)];
        (m, n, k) = (sizes[0], sizes[1], sizes[2]);
        var random = new Random(1);
        a = [.. Enumerable.Range(0, m * k).Select(_ => random.NextSingle() - 0.5f)];
        b = [.. Enumerable.Range(0, k * n).Select(_ => random.NextSingle() - 0.5f)];
        c = new float[m * n];
    }

    // MathNet is column-major: Cᵀ = op(B)ᵀ·op(A)ᵀ of matrices that are stored row-major.
    [Benchmark]
    public void Multiply() =>
        provider.MatrixMultiplyWithUpdate(
            transposeB ? Transpose.Transpose : Transpose.DontTranspose,
            transposeA ? Transpose.Transpose : Transpose.DontTranspose,
            1f,
            b,
            transposeB ? k : n,
            transposeB ? n : k,
            a,
            transposeA ? m : k,
            transposeA ? k : m,
            0f,
            c
        );
}
