namespace Convnet;

/// <summary>
/// Linear between the centers of the pixels, first from row to row and then from column to column: what stands between two rows goes into a row
/// with its outermost pixels once more at both ends, and each of the columns that a pixel becomes is a run of it. Back goes the same, reversed.
/// </summary>
internal sealed record BilinearEnlargement(int Height, int Width, int Channels, Size2D Size) : IEnlargement
{
    private int Row => Width * Channels;

    private int LargerRow => Row * Size.Width;

    private int Step => Channels * Size.Width;

    public void Forward(ReadOnlySpan<float> image, Span<float> larger)
    {
        var between = Tensor.Uninitialized([Width + 2, Channels]).Writable;
        larger.Clear();
        for (var row = 0; row < Height * Size.Height; row++)
        {
            between.Clear();
            foreach (var (from, weight) in Rows(row))
            {
                Runs.AddScaled(image[from..], Row, between[Channels..], Row, 1, Row, weight);
            }

            between.Slice(Channels, Channels).CopyTo(between);
            between.Slice(Row, Channels).CopyTo(between[(Row + Channels)..]);
            for (var column = 0; column < Size.Width; column++)
            {
                var to = larger[((row * LargerRow) + (column * Channels))..];
                foreach (var (from, weight) in Columns(column))
                {
                    Runs.AddScaled(between[from..], Channels, to, Step, Width, Channels, weight);
                }
            }
        }
    }

    public void Backward(ReadOnlySpan<float> largerGradient, Span<float> imageGradient)
    {
        var between = Tensor.Uninitialized([Width + 2, Channels]).Writable;
        for (var row = 0; row < Height * Size.Height; row++)
        {
            between.Clear();
            for (var column = 0; column < Size.Width; column++)
            {
                var from = largerGradient[((row * LargerRow) + (column * Channels))..];
                foreach (var (to, weight) in Columns(column))
                {
                    Runs.AddScaled(from, Step, between[to..], Channels, Width, Channels, weight);
                }
            }

            Convnet.Rows.Add(between[..Channels], between[Channels..]);
            Convnet.Rows.Add(between.Slice(Row + Channels, Channels), between[Row..]);
            foreach (var (to, weight) in Rows(row))
            {
                Runs.AddScaled(between[Channels..], Row, imageGradient[to..], Row, 1, Row, weight);
            }
        }
    }

    /// <summary>The rows of the image that a larger row lies between, and their weights.</summary>
    private LinearPlaces Rows(int row) => new(row, Size.Height, Height - 1, Row);

    /// <summary>Where the runs of the row between begin that a column of each pixel lies between, and their weights.</summary>
    private LinearPlaces Columns(int column) => new(column + Size.Width, Size.Width, 2, Channels);
}
