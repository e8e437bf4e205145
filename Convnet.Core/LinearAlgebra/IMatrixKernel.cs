namespace Convnet;

/// <summary>A way to multiply matrices that needs no copies: operands are any piece of memory, row-major and contiguous.</summary>
/// <remarks>Implementations check every length before the first unsafe read, and may be called from several threads at once.</remarks>
internal interface IMatrixKernel
{
    /// <summary>C[m,n] = op(A)[m,k] · op(B)[k,n] + beta·C; see <see cref="Gemm.Multiply"/>.</summary>
    void Multiply(Product product, ReadOnlySpan<float> a, ReadOnlySpan<float> b, float beta, Span<float> c);

    /// <inheritdoc cref="Multiply(Product, ReadOnlySpan{float}, ReadOnlySpan{float}, float, Span{float})"/>
    void Multiply(Product product, ReadOnlySpan<double> a, ReadOnlySpan<double> b, double beta, Span<double> c);
}
