using FsCheck;
using FsCheck.Fluent;

namespace Convnet.PropertyTests;

/// <summary>A convolution of 3×3 to try by Winograd's algorithm, with values of its own.</summary>
internal sealed record WinogradCase(
    Shape Image,
    Padding Padding,
    int Crop,
    int Filters,
    int Samples,
    int Tile,
    int Seed
)
{
    /// <summary>Odd and even sizes, tiles that stick out, channels and filters that fill no vector.</summary>
    internal static Arbitrary<WinogradCase> Arbitrary { get; } = Arb.From(Generator(), Shrink);

    internal WindowGrid Grid
    {
        get
        {
            var window = new Window(3, 1, Padding);
            var grid = new WindowGrid("Conv2D", Image, window, window);
            return Crop > 0 ? grid.Crop(new(Crop, Crop)) : grid;
        }
    }

    internal PaddedImages Images => new(Grid);

    internal Winograd Winograd => new(Images, Filters, Tile);

    internal Shape KernelShape => [3, 3, Image[2], Filters];

    internal Tensor Input => Draw([Samples, .. Image], 0);

    internal Tensor Padded => Images.Pad(Input);

    internal Tensor Kernel => Draw(KernelShape, 1);

    internal Tensor Gradient => Draw([Samples, Grid.OutputHeight, Grid.OutputWidth, Filters], 2);

    private Tensor Draw(Shape shape, int salt)
    {
        var random = new Random((Seed * 3) + salt);
        return Tensor.Create(shape, _ => (2f * random.NextSingle()) - 1f);
    }

    private static Gen<WinogradCase> Generator() =>
        from height in Gen.Choose(3, 14)
        from width in Gen.Choose(3, 14)
        from channels in Gen.Choose(1, 40)
        from filters in Gen.Choose(1, 70)
        from padding in Gen.Elements(Padding.Same, Padding.Valid)
        from crop in Gen.Frequency((3, Gen.Constant(0)), (1, Gen.Choose(1, 10)))
        from samples in Gen.Choose(1, 5)
        from tile in Gen.Choose(2, 4)
        from seed in Gen.Choose(0, 1_000_000)
        select new WinogradCase([height, width, channels], padding, crop, filters, samples, tile, seed);

    private static IEnumerable<WinogradCase> Shrink(WinogradCase wrong)
    {
        var (height, width, channels) = (wrong.Image[0], wrong.Image[1], wrong.Image[2]);
        return Smaller(wrong.Samples, 1)
            .Select(size => wrong with { Samples = size })
            .Concat(Smaller(wrong.Filters, 1).Select(size => wrong with { Filters = size }))
            .Concat(Smaller(channels, 1).Select(size => wrong with { Image = [height, width, size] }))
            .Concat(Smaller(height, 3).Select(size => wrong with { Image = [size, width, channels] }))
            .Concat(Smaller(width, 3).Select(size => wrong with { Image = [height, size, channels] }))
            .Concat(wrong.Crop > 0 ? [wrong with { Crop = 0 }] : []);
    }

    private static IEnumerable<int> Smaller(int size, int least) =>
        size > least ? [.. new[] { least, (size + least) / 2, size - 1 }.Distinct()] : [];
}
