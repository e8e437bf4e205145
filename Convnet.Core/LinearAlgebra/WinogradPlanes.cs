namespace Convnet;

/// <summary>As many matrices as a tile of Winograd's algorithm has products: matrix p holds value p of every tile, or of every pair of channels.</summary>
/// <param name="Storage">The matrices at a distance of <paramref name="Stride"/>, each row-major.</param>
/// <param name="Count">How many matrices.</param>
/// <param name="Rows">Rows of each.</param>
/// <param name="Columns">Columns of each.</param>
/// <param name="Stride">From a matrix to the next.</param>
internal readonly record struct WinogradPlanes(
    ArraySegment<float> Storage,
    int Count,
    int Rows,
    int Columns,
    int Stride
)
{
    /// <summary>Floats of a cache line.</summary>
    private const int Line = 16;

    /// <summary>One of the matrices.</summary>
    public ArraySegment<float> this[int plane] => Storage.Slice(plane * Stride, Rows * Columns);

    /// <summary>The memory that so many matrices take, with what <see cref="Over"/> may leave out.</summary>
    public static int LengthOf(int count, int rows, int columns) =>
        checked((count * StrideOf(rows, columns)) + Line - 1);

    /// <summary>Matrices from the first cache line on that begins within the memory: vectors that cross lines cost a sixth of a product's time.</summary>
    /// <param name="memory">At least <see cref="LengthOf"/> values.</param>
    /// <param name="count">How many matrices.</param>
    /// <param name="rows">Rows of each.</param>
    /// <param name="columns">Columns of each.</param>
    /// <exception cref="ArgumentException">The memory is too short.</exception>
    public static unsafe WinogradPlanes Over(ArraySegment<float> memory, int count, int rows, int columns)
    {
        if (memory.Count < LengthOf(count, rows, columns))
        {
            throw new ArgumentException(
                $"{count} matrices of {rows} × {columns} take {LengthOf(count, rows, columns):N0} values, but were given {memory.Count:N0}. "
                    + "Ask LengthOf how many to pass.",
                nameof(memory)
            );
        }

        fixed (float* start = memory.AsSpan())
        {
            // Should the collector move the array later, then the matrices are slower, but still where they were within it.
            var before = (int)(-((nint)start / sizeof(float)) & (Line - 1));
            return new(memory[before..], count, rows, columns, StrideOf(rows, columns));
        }
    }

    /// <summary>Each matrix of <paramref name="product"/> becomes op(left) · right + beta·product.</summary>
    public static void Multiply(
        bool transposeLeft,
        WinogradPlanes left,
        WinogradPlanes right,
        float beta,
        WinogradPlanes product
    )
    {
        var (m, n, k) = (product.Rows, product.Columns, right.Rows);
        for (var plane = 0; plane < product.Count; plane++)
        {
            Gemm.Multiply(transposeLeft, false, m, n, k, left[plane], right[plane], beta, product[plane]);
        }
    }

    /// <summary>The same rows of all matrices.</summary>
    public WinogradPlanes Part(int start, int rows) =>
        this with
        {
            Storage = Storage[(start * Columns)..],
            Rows = rows,
        };

    /// <summary>
    /// An odd number of cache lines: the transforms touch the same place of all matrices one after the other, and at a distance of a
    /// power of two these would evict each other from the cache.
    /// </summary>
    private static int StrideOf(int rows, int columns) => checked(((((rows * columns) + Line - 1) / Line) | 1) * Line);
}
