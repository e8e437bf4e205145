using System.Globalization;
using System.Numerics;
using System.Numerics.Tensors;

namespace Convnet;

/// <summary>The shape of one matrix product C[m,n] = op(A)[m,k] · op(B)[k,n], row-major.</summary>
/// <param name="TransposeA">A is stored (k, m).</param>
/// <param name="TransposeB">B is stored (n, k).</param>
/// <param name="M">Rows of C.</param>
/// <param name="N">Columns of C.</param>
/// <param name="K">Products in each sum.</param>
internal readonly record struct Product(bool TransposeA, bool TransposeB, int M, int N, int K)
{
    /// <summary>Refuses negative sizes and operands that are too short.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A size is negative.</exception>
    /// <exception cref="ArgumentException">An operand has fewer elements than its sizes say.</exception>
    internal void Check(int a, int b, int c)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(M, "m");
        ArgumentOutOfRangeException.ThrowIfNegative(N, "n");
        ArgumentOutOfRangeException.ThrowIfNegative(K, "k");
        Check("a", a, M, K);
        Check("b", b, K, N);
        Check("c", c, M, N);
    }

    /// <summary>True where there is nothing to multiply; C is then beta·C.</summary>
    internal bool IsEmpty<T>(Span<T> c, T beta)
        where T : INumber<T>
    {
        if (M > 0 && N > 0 && K > 0)
        {
            return false;
        }

        var result = c[..(M * N)];
        if (beta == T.Zero)
        {
            // 0·NaN is NaN, but beta 0 means that the old C does not matter.
            result.Clear();
        }
        else
        {
            TensorPrimitives.Multiply(result, beta, result);
        }

        return true;
    }

    private void Check(string name, int length, int rows, int columns)
    {
        if (length < (long)rows * columns)
        {
            throw new ArgumentException(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"A product of m = {M}, n = {N}, k = {K} reads {rows} × {columns} = {(long)rows * columns} elements of {name}, but was given {length}. Pass the whole matrix."
                ),
                name
            );
        }
    }
}
