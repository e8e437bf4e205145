using System.Numerics;
using System.Numerics.Tensors;
using MathNet.Numerics.Providers.LinearAlgebra;

namespace Convnet;

/// <summary>A MathNet provider whose matrix products come from a kernel of ours; all else is MathNet's managed provider.</summary>
/// <remarks>The 111 forwards to it are in KernelProvider.g.cs, which a test writes and compares.</remarks>
internal sealed partial class KernelProvider(IMatrixKernel kernel) : ILinearAlgebraProvider
{
    /// <summary>What multiplies.</summary>
    internal IMatrixKernel Kernel { get; } = kernel;

    public void MatrixMultiply(
        float[] x,
        int rowsX,
        int columnsX,
        float[] y,
        int rowsY,
        int columnsY,
        float[] result
    ) =>
        MatrixMultiplyWithUpdate(
            Transpose.DontTranspose,
            Transpose.DontTranspose,
            1f,
            x,
            rowsX,
            columnsX,
            y,
            rowsY,
            columnsY,
            0f,
            result
        );

    public void MatrixMultiply(
        double[] x,
        int rowsX,
        int columnsX,
        double[] y,
        int rowsY,
        int columnsY,
        double[] result
    ) =>
        MatrixMultiplyWithUpdate(
            Transpose.DontTranspose,
            Transpose.DontTranspose,
            1d,
            x,
            rowsX,
            columnsX,
            y,
            rowsY,
            columnsY,
            0d,
            result
        );

    public void MatrixMultiplyWithUpdate(
        Transpose transposeA,
        Transpose transposeB,
        float alpha,
        float[] a,
        int rowsA,
        int columnsA,
        float[] b,
        int rowsB,
        int columnsB,
        float beta,
        float[] c
    )
    {
        var product = ColumnMajor(transposeA, rowsA, columnsA, transposeB, rowsB, columnsB);
        product.Check(b.Length, a.Length, c.Length);
        if (product.IsEmpty(c, beta))
        {
            return;
        }

        if (alpha == 1f)
        {
            Kernel.Multiply(product, b, a, beta, c);
            return;
        }

        var unscaled = new float[c.Length];
        Kernel.Multiply(product, b, a, 0f, unscaled);
        Update<float>(alpha, unscaled, beta, c);
    }

    public void MatrixMultiplyWithUpdate(
        Transpose transposeA,
        Transpose transposeB,
        double alpha,
        double[] a,
        int rowsA,
        int columnsA,
        double[] b,
        int rowsB,
        int columnsB,
        double beta,
        double[] c
    )
    {
        var product = ColumnMajor(transposeA, rowsA, columnsA, transposeB, rowsB, columnsB);
        product.Check(b.Length, a.Length, c.Length);
        if (product.IsEmpty(c, beta))
        {
            return;
        }

        if (alpha == 1d)
        {
            Kernel.Multiply(product, b, a, beta, c);
            return;
        }

        var unscaled = new double[c.Length];
        Kernel.Multiply(product, b, a, 0d, unscaled);
        Update<double>(alpha, unscaled, beta, c);
    }

    public override string ToString() => $"Convnet ({Kernel})";

    // A column-major matrix is the transpose of a row-major one: Cᵀ = op(B)ᵀ·op(A)ᵀ, so B is the kernel's first operand.
    private static Product ColumnMajor(
        Transpose transposeA,
        int rowsA,
        int columnsA,
        Transpose transposeB,
        int rowsB,
        int columnsB
    )
    {
        // Of real numbers, the conjugate transpose is the transpose.
        bool turnA = transposeA != Transpose.DontTranspose;
        bool turnB = transposeB != Transpose.DontTranspose;
        var (m, k) = turnA ? (columnsA, rowsA) : (rowsA, columnsA);
        var (inner, n) = turnB ? (columnsB, rowsB) : (rowsB, columnsB);
        return k == inner
            ? new Product(turnB, turnA, n, m, k)
            : throw new ArgumentException(
                $"op(A) is {m} × {k} and op(B) is {inner} × {n}: the columns of the first must be the rows of the second.",
                nameof(rowsB)
            );
    }

    private static void Update<T>(T alpha, T[] product, T beta, T[] c)
        where T : INumber<T>
    {
        if (beta == T.Zero)
        {
            TensorPrimitives.Multiply(product, alpha, c);
        }
        else
        {
            TensorPrimitives.Multiply(product, alpha, product);
            TensorPrimitives.MultiplyAdd(c, beta, product, c);
        }
    }
}
