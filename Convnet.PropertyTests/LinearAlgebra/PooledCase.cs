using FsCheck;
using FsCheck.Fluent;

namespace Convnet.PropertyTests;

/// <summary>A convolution with max pooling behind it: its windows, and where its random values come from.</summary>
internal sealed record PooledCase(
    Shape Image,
    Window Rows,
    Window Columns,
    int Filters,
    Pool Pool,
    int Samples,
    int Live,
    int Seed
)
{
    /// <summary>Convolutions and poolings of all kinds, some small, some with several vectors of channels.</summary>
    internal static Arbitrary<PooledCase> Arbitrary { get; } = Arb.From(Generator(), Shrink);

    /// <summary>The windows of the convolution.</summary>
    internal PaddedImages Images => new(new WindowGrid("Conv2D", Image, Rows, Columns));

    /// <summary>The windows of the pooling over its output.</summary>
    internal WindowGrid Pooling
    {
        get
        {
            var grid = Images.Grid;
            return new(
                "MaxPooling2D",
                new(grid.OutputHeight, grid.OutputWidth, Filters),
                new Window(Pool.Size.Height, Pool.Strides.Height, Pool.Padding),
                new Window(Pool.Size.Width, Pool.Strides.Width, Pool.Padding)
            );
        }
    }

    /// <summary>How many values of weights, gradients of pooled values, and padded images there are.</summary>
    internal (int Kernel, int Pooled, int Padded) Lengths =>
        (Images.PatchLength * Filters, Samples * Pooling.Count * Filters, Samples * Images.ImageSize);

    /// <summary>Numbers in [−1, 1], some of them 0.</summary>
    internal float[] Values(int length, int salt)
    {
        var random = new Random((Seed * 5) + salt);
        return [.. Enumerable.Range(0, length).Select(_ => random.Next(8) == 0 ? 0f : (2f * random.NextSingle()) - 1f)];
    }

    /// <summary>For each pooled value a place of its window that lies in the image, or −1.</summary>
    internal int[] Winners()
    {
        var random = new Random((Seed * 5) + 4);
        var winners = new int[Lengths.Pooled];
        foreach (var window in new PoolingWindows(Pooling, Samples))
        {
            var places = new List<int>();
            foreach (var (_, place) in window.Pixels)
            {
                places.Add(place);
            }

            for (var filter = 0; filter < Filters; filter++)
            {
                winners[window.Output + filter] = random.Next(100) < Live ? places[random.Next(places.Count)] : -1;
            }
        }

        return winners;
    }

    /// <summary>What came back for each pooled value: NaN where it must not matter.</summary>
    internal float[] Gradient()
    {
        var winners = Winners();
        return [.. Values(winners.Length, 2).Select((value, i) => winners[i] < 0 ? float.NaN : value)];
    }

    private static Gen<PooledCase> Generator() =>
        from rows in Axis()
        from columns in Axis()
        from channels in Gen.Frequency((1, Gen.Constant(1)), (2, Gen.Choose(2, 8)), (2, Gen.Choose(9, 40)))
        from padding in Gen.Elements(Padding.Valid, Padding.Same)
        from filters in Gen.Frequency((1, Gen.Choose(1, 4)), (2, Gen.Choose(5, 70)))
        from pool in Pools()
        from samples in Gen.Choose(1, 5)
        from live in Gen.Frequency((1, Gen.Constant(0)), (1, Gen.Constant(100)), (6, Gen.Choose(1, 99)))
        from seed in Gen.Choose(0, 1_000_000)
        select new PooledCase(
            new(rows.Size, columns.Size, channels),
            new Window(rows.Kernel, rows.Stride, padding),
            new Window(columns.Kernel, columns.Stride, padding),
            filters,
            pool,
            samples,
            live,
            seed
        ).Fitting();

    /// <summary>An axis of an image that a kernel fits into.</summary>
    private static Gen<(int Size, int Kernel, int Stride)> Axis() =>
        from kernel in Gen.Choose(1, 5)
        from stride in Gen.Choose(1, 3)
        from more in Gen.Choose(0, 9)
        select (kernel + more, kernel, stride);

    private static Gen<Pool> Pools() =>
        from height in Gen.Choose(1, 3)
        from width in Gen.Choose(1, 3)
        from down in Gen.Choose(1, 4)
        from right in Gen.Choose(1, 4)
        from padding in Gen.Elements(Padding.Valid, Padding.Same)
        select new Pool(new(height, width), new(down, right), padding);

    /// <summary>With padding around what is smaller than the pooling window.</summary>
    private PooledCase Fitting() => Fits ? this : this with { Pool = Pool with { Padding = Padding.Same } };

    private static IEnumerable<PooledCase> Shrink(PooledCase wrong) =>
        new[]
        {
            wrong with
            {
                Samples = 1,
            },
            wrong with
            {
                Filters = 1,
            },
            wrong with
            {
                Filters = wrong.Filters - 1,
            },
            wrong with
            {
                Live = 100,
            },
            wrong with
            {
                Image = new(wrong.Image[0], wrong.Image[1], 1),
            },
            wrong with
            {
                Image = new(wrong.Image[0], wrong.Image[1], Math.Max(1, wrong.Image[2] - 1)),
            },
            wrong with
            {
                Image = new(wrong.Rows.Kernel, wrong.Image[1], wrong.Image[2]),
            },
            wrong with
            {
                Image = new(wrong.Image[0], wrong.Columns.Kernel, wrong.Image[2]),
            },
            wrong with
            {
                Rows = wrong.Rows with { Kernel = 1, Stride = 1 },
            },
            wrong with
            {
                Columns = wrong.Columns with { Kernel = 1, Stride = 1 },
            },
            wrong with
            {
                Pool = new(1, 1, Padding.Valid),
            },
        }.Where(smaller => smaller != wrong && smaller.Filters > 0 && smaller.Fits);

    private bool Fits =>
        Rows.Count(Image[0]) is > 0 and var height
        && Columns.Count(Image[1]) is > 0 and var width
        && (Pool.Padding == Padding.Same || (Pool.Size.Height <= height && Pool.Size.Width <= width));
}
