namespace Convnet;

/// <summary>The pooling windows of a batch in row-major order, for <c>foreach</c>; nothing is allocated.</summary>
internal ref struct PoolingWindows(WindowGrid grid, int samples)
{
    private readonly int total = samples * grid.Count;
    private int next = -1;

    /// <summary>The window at hand.</summary>
    public readonly Window Current
    {
        get
        {
            var (sample, place) = Math.DivRem(next, grid.Count);
            var (y, x) = Math.DivRem(place, grid.OutputWidth);
            return new(grid, sample, y, x, next * grid.Channels);
        }
    }

    public readonly PoolingWindows GetEnumerator() => this;

    public bool MoveNext() => ++next < total;

    /// <summary>One window: where its output begins, and its pixels.</summary>
    public readonly struct Window(WindowGrid grid, int sample, int y, int x, int output)
    {
        /// <summary>Where the channels of the output begin.</summary>
        public int Output => output;

        /// <summary>The pixels of the window that lie in the image, in row-major order.</summary>
        public PixelEnumerator Pixels => new(grid, sample * grid.ImageSize, grid.Row(y, 0), grid.Column(x, 0));

        /// <summary>How many pixels of the window lie in the image.</summary>
        public int PixelCount
        {
            get
            {
                var (top, left) = (grid.Row(y, 0), grid.Column(x, 0));
                return (Math.Min(grid.Height, top + grid.Rows.Kernel) - Math.Max(0, top))
                    * (Math.Min(grid.Width, left + grid.Columns.Kernel) - Math.Max(0, left));
            }
        }
    }

    /// <summary>Where the channels of each pixel begin, with the number of its place in the window; padding is left out.</summary>
    public struct PixelEnumerator
    {
        private readonly WindowGrid grid;
        private readonly int image;
        private readonly int top;
        private readonly int left;
        private readonly int firstColumn;
        private readonly int endRow;
        private readonly int endColumn;
        private int row;
        private int column;

        public PixelEnumerator(WindowGrid grid, int image, int top, int left)
        {
            (this.grid, this.image, this.top, this.left) = (grid, image, top, left);
            (row, firstColumn) = (Math.Max(0, top), Math.Max(0, left));
            (endRow, endColumn) = (
                Math.Min(grid.Height, top + grid.Rows.Kernel),
                Math.Min(grid.Width, left + grid.Columns.Kernel)
            );
            column = firstColumn - 1;
        }

        public readonly (int Pixel, int Place) Current =>
            (
                image + (((row * grid.Width) + column) * grid.Channels),
                ((row - top) * grid.Columns.Kernel) + column - left
            );

        public readonly PixelEnumerator GetEnumerator() => this;

        public bool MoveNext()
        {
            if (++column >= endColumn)
            {
                column = firstColumn;
                row++;
            }

            return row < endRow;
        }
    }
}
