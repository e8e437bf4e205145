namespace Convnet;

/// <summary>The only place that multiplies matrices.</summary>
internal static class Gemm
{
    /// <summary>C[m,n] = op(A)[m,k] · op(B)[k,n] + beta·C, all row-major and contiguous, with the provider that <see cref="Provider"/> chose.</summary>
    /// <param name="transposeA">A is stored (k, m) and used transposed; otherwise it is stored (m, k).</param>
    /// <param name="transposeB">B is stored (n, k) and used transposed; otherwise it is stored (k, n).</param>
    /// <param name="m">Rows of C.</param>
    /// <param name="n">Columns of C.</param>
    /// <param name="k">Products in each sum; 0 leaves beta·C.</param>
    /// <param name="a">At least m·k elements; what follows them is not read.</param>
    /// <param name="b">At least k·n elements; what follows them is not read.</param>
    /// <param name="beta">What the old C is multiplied by; 0 overwrites it, NaN included.</param>
    /// <param name="c">At least m·n elements; what follows them is not written. Must not overlap A or B.</param>
    /// <exception cref="ArgumentException">A size is negative or an operand too short.</exception>
    public static void Multiply(
        bool transposeA,
        bool transposeB,
        int m,
        int n,
        int k,
        ArraySegment<float> a,
        ArraySegment<float> b,
        float beta,
        ArraySegment<float> c
    )
    {
        var product = new Product(transposeA, transposeB, m, n, k);
        MultiplyWith(Provider.Current, product, a, b, beta, c);
    }

    /// <summary>The same with a provider given, for tests and benchmarks that compare several.</summary>
    internal static void MultiplyWith(
        ProviderChoice provider,
        Product product,
        ArraySegment<float> a,
        ArraySegment<float> b,
        float beta,
        ArraySegment<float> c
    )
    {
        product.Check(a.Count, b.Count, c.Count);
        if (product.IsEmpty<float>(c, beta))
        {
            return;
        }

        if (provider.Kernel is { } kernel)
        {
            kernel.Multiply(product, a, b, beta, c);
        }
        else
        {
            WholeArrays.Multiply(provider.LinearAlgebra, product, a, b, beta, c);
        }
    }
}
