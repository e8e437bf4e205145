namespace Convnet;

/// <summary>Each pixel several times: a row is copied with gaps between its pixels until none is left, and then whole.</summary>
internal sealed record NearestEnlargement(int Height, int Width, int Channels, Size2D Size) : IEnlargement
{
    private int Row => Width * Channels;

    private int LargerRow => Row * Size.Width;

    private int Step => Channels * Size.Width;

    public void Forward(ReadOnlySpan<float> image, Span<float> larger)
    {
        for (var row = 0; row < Height; row++)
        {
            var to = larger.Slice(row * Size.Height * LargerRow, LargerRow);
            for (var copy = 0; copy < Size.Width; copy++)
            {
                Runs.Copy(image[(row * Row)..], Channels, to[(copy * Channels)..], Step, Width, Channels);
            }

            for (var copy = 1; copy < Size.Height; copy++)
            {
                to.CopyTo(larger[(((row * Size.Height) + copy) * LargerRow)..]);
            }
        }
    }

    public void Backward(ReadOnlySpan<float> largerGradient, Span<float> imageGradient)
    {
        for (var largerRow = 0; largerRow < Height * Size.Height; largerRow++)
        {
            var (from, to) = (largerRow * LargerRow, largerRow / Size.Height * Row);
            for (var copy = 0; copy < Size.Width; copy++)
            {
                var gradient = largerGradient[(from + (copy * Channels))..];
                Runs.Add(gradient, Step, imageGradient[to..], Channels, Width, Channels);
            }
        }
    }
}
