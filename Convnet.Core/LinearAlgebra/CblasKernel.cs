using System.Runtime.InteropServices;

namespace Convnet;

/// <summary>Matrix products by a native library with the CBLAS interface (MKL, OpenBLAS), which must run on the calling thread alone.</summary>
internal sealed unsafe class CblasKernel : IMatrixKernel
{
    private const int RowMajor = 101;
    private const int AsStored = 111;
    private const int Transposed = 112;

    private readonly delegate* unmanaged<
        int,
        int,
        int,
        int,
        int,
        int,
        float,
        float*,
        int,
        float*,
        int,
        float,
        float*,
        int,
        void> sgemm;
    private readonly delegate* unmanaged<
        int,
        int,
        int,
        int,
        int,
        int,
        double,
        double*,
        int,
        double*,
        int,
        double,
        double*,
        int,
        void> dgemm;
    private readonly string description;

    /// <summary>A kernel over a library that is loaded and set up.</summary>
    /// <exception cref="ProviderException">The library has no CBLAS functions.</exception>
    internal CblasKernel(nint library, string description)
    {
        if (
            !NativeLibrary.TryGetExport(library, "cblas_sgemm", out nint single)
            || !NativeLibrary.TryGetExport(library, "cblas_dgemm", out nint twice)
        )
        {
            throw new ProviderException($"{description} has no cblas_sgemm and cblas_dgemm");
        }

        sgemm = (delegate* unmanaged<
            int,
            int,
            int,
            int,
            int,
            int,
            float,
            float*,
            int,
            float*,
            int,
            float,
            float*,
            int,
            void>)single;
        dgemm = (delegate* unmanaged<
            int,
            int,
            int,
            int,
            int,
            int,
            double,
            double*,
            int,
            double*,
            int,
            double,
            double*,
            int,
            void>)twice;
        this.description = description;
    }

    public void Multiply(Product product, ReadOnlySpan<float> a, ReadOnlySpan<float> b, float beta, Span<float> c)
    {
        product.Check(a.Length, b.Length, c.Length);
        var (transposeA, transposeB, m, n, k) = product;
        fixed (
            float* pa = a,
                pb = b,
                pc = c
        )
        {
            sgemm(
                RowMajor,
                Layout(transposeA),
                Layout(transposeB),
                m,
                n,
                k,
                1f,
                pa,
                transposeA ? m : k,
                pb,
                transposeB ? k : n,
                beta,
                pc,
                n
            );
        }
    }

    public void Multiply(Product product, ReadOnlySpan<double> a, ReadOnlySpan<double> b, double beta, Span<double> c)
    {
        product.Check(a.Length, b.Length, c.Length);
        var (transposeA, transposeB, m, n, k) = product;
        fixed (
            double* pa = a,
                pb = b,
                pc = c
        )
        {
            dgemm(
                RowMajor,
                Layout(transposeA),
                Layout(transposeB),
                m,
                n,
                k,
                1d,
                pa,
                transposeA ? m : k,
                pb,
                transposeB ? k : n,
                beta,
                pc,
                n
            );
        }
    }

    public override string ToString() => description;

    private static int Layout(bool transpose) => transpose ? Transposed : AsStored;
}
