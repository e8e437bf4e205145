namespace Convnet;

/// <summary>As many matrices as a tile of Winograd's algorithm has products: matrix p holds value p of every tile, or of every pair of channels.</summary>
/// <param name="Storage">At least <see cref="LengthOf"/> values, the matrices one after another, each row-major.</param>
/// <param name="Count">How many matrices.</param>
/// <param name="Rows">Rows of each.</param>
/// <param name="Columns">Columns of each.</param>
internal readonly record struct WinogradPlanes(ArraySegment<float> Storage, int Count, int Rows, int Columns)
{
    /// <summary>Floats of a cache line.</summary>
    private const int Line = 16;

    /// <summary>From a matrix to the next.</summary>
    public int Stride => StrideOf(Rows, Columns);

    /// <summary>One of the matrices.</summary>
    public ArraySegment<float> this[int plane] => Storage.Slice(plane * Stride, Rows * Columns);

    /// <summary>The memory that so many matrices take.</summary>
    public static int LengthOf(int count, int rows, int columns) => checked(count * StrideOf(rows, columns));

    /// <summary>Each matrix of <paramref name="product"/> becomes op(left) · op(right) + beta·product.</summary>
    public static void Multiply(
        bool transposeLeft,
        WinogradPlanes left,
        bool transposeRight,
        WinogradPlanes right,
        float beta,
        WinogradPlanes product
    )
    {
        var (m, n, k) = (product.Rows, product.Columns, transposeLeft ? left.Rows : left.Columns);
        for (var plane = 0; plane < product.Count; plane++)
        {
            Gemm.Multiply(transposeLeft, transposeRight, m, n, k, left[plane], right[plane], beta, product[plane]);
        }
    }

    /// <summary>
    /// An odd number of cache lines: the transforms touch the same place of all matrices one after the other, and at a distance of a
    /// power of two these would evict each other from the cache.
    /// </summary>
    private static int StrideOf(int rows, int columns) => checked(((((rows * columns) + Line - 1) / Line) | 1) * Line);
}
