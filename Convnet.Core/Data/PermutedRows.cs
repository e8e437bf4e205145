namespace Convnet;

/// <summary>Rows in another order, which copies none of them.</summary>
internal sealed record PermutedRows(IRows Rows, ReadOnlyMemory<int> Order) : IRows
{
    // Numbers that are translated at a time, on the stack: drawing allocates nothing.
    private const int ChunkLength = 128;

    public int Count => Order.Length;

    public Shape Shape => Rows.Shape;

    public string Kind => Rows.Kind;

    public void Draw(ReadOnlySpan<int> rows, Span<float> destination)
    {
        Span<int> translated = stackalloc int[ChunkLength];
        var order = Order.Span;
        for (var start = 0; start < rows.Length; start += ChunkLength)
        {
            var count = Math.Min(ChunkLength, rows.Length - start);
            for (var i = 0; i < count; i++)
            {
                translated[i] = order[rows[start + i]];
            }

            Rows.Draw(translated[..count], destination[(start * Shape.Size)..]);
        }
    }

    public IRows Slice(int start, int count) => this with { Order = Order.Slice(start, count) };

    public IRows Permute(int[] order) => this with { Order = IRows.Gather(Order, order) };
}
