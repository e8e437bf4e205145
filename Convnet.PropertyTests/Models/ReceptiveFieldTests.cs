using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace Convnet.PropertyTests;

/// <summary>The pixels that an output sees: by formula, and by what happens to the output when a pixel is no number, which nothing hides.</summary>
public sealed class ReceptiveFieldTests
{
    private static readonly Config Cases = PropertyAttribute.Cases(200);

    private static readonly Shape Image = [7, 8, 2];

    [Fact]
    public void The_chapters_layers_see_3_4_8_10_and_18_pixels() =>
        Assert.Equal(
            [
                "3×3 pixels, every 1",
                "4×4 pixels, every 2",
                "8×8 pixels, every 2",
                "10×10 pixels, every 4",
                "18×18 pixels, every 4",
                "all 28×28 pixels",
            ],
            Examples
                .Convnet.Walk()
                .Take(6)
                .Select(placed => $"{Examples.Convnet.UpTo(placed.Place.Label).ReceptiveField()}")
        );

    [Fact]
    public void Without_max_pooling_the_third_layer_sees_7_pixels()
    {
        var convnet = Examples.Convnet.Rewrite((_, layer) => layer is Conv2D ? [layer] : []);
        Assert.Equal(new ReceptiveField(7, 1, 0, 0), convnet.ReceptiveField());
    }

    [Fact]
    public void Padding_begins_before_the_image()
    {
        var field = new Model([9, 9, 1], new Conv2D(1, (5, 3)) { Padding = Padding.Same }).ReceptiveField();
        Assert.Equal(((-2, 3), (3, 6)), (field.Rows(0), field.Columns(4)));
    }

    [Fact]
    public void What_is_outside_of_the_field_changes_nothing() =>
        Prop.ForAll(Models(CombinatorGenerators.Any(Image, 2)), AssertBlindOutside).Check(Cases);

    [Fact]
    public void The_first_pixel_of_the_field_is_seen() =>
        Prop.ForAll(Models(Windows()), AssertFirstPixelIsSeen).Check(Cases);

    [Fact]
    public void Borders_move_the_field_by_its_strides()
    {
        var field = new Model(
            [9, 9, 1],
            new Conv2D(1, 3) { Strides = 2 },
            new ZeroPadding2D(((1, 0), (2, 0))),
            new Dropout(0.5),
            new RandomFlip()
        ).ReceptiveField();
        Assert.Equal(((-2, 1), (-4, -1)), (field.Rows(0), field.Columns(0)));
        Assert.Equal(
            new ReceptiveField(1, 1, 2, 3),
            new Model([9, 9, 1], new Cropping2D(((2, 0), (3, 0)))).ReceptiveField()
        );
    }

    [Fact]
    public void Errors_say_what_is_not_known()
    {
        Refusal.Of<ArgumentException>(
            () => new Model(Image, new UpSampling2D()).ReceptiveField(),
            "UpSampling2D((2, 2)) makes several places of each pixel",
            "UpTo"
        );
        Refusal.Of<ShapeException>(
            () => new Model([4], new Dense(2)).ReceptiveField(),
            "(height, width, channels)",
            "(4)"
        );
        Refusal.Of<ArgumentException>(
            () => new Model(Image, new ChannelScale(1)).ReceptiveField(),
            "ChannelScale",
            "not the library's own",
            "UpTo"
        );
        Refusal.Of<ArgumentException>(
            () => new Model([9, 9, 1], new Conv2DTranspose(1, 3) { Strides = (2, 1) }).ReceptiveField(),
            "2×1 pixels of each",
            "parts of a pixel",
            "UpTo"
        );
        Refusal.Of<ArgumentException>(
            () =>
                new Model(
                    [2, 2, 1],
                    new Branches(Merge.Add, new Conv2D(1, 1) { Strides = 2 }, new Conv2D(1, 2))
                ).ReceptiveField(),
            "(2, 2) and (1, 1)"
        );
    }

    /// <summary>Layers with windows in a row, which keep both axes.</summary>
    private static Gen<ILayer> Windows() =>
        from kernel in Gen.Choose(1, 3)
        from stride in Gen.Choose(1, 2)
        from padding in Gen.Elements(Padding.Valid, Padding.Same)
        from second in Gen.Choose(1, 2)
        select (ILayer)
            new Sequential(
                new Conv2D(2, kernel) { Strides = stride, Padding = padding },
                new MaxPooling2D(second) { Strides = 1 },
                new DepthwiseConv2D((2, 1)) { Padding = padding },
                new SeparableConv2D(2, (1, 2)),
                new Conv2DTranspose(1, (second, 2)) { Padding = padding }
            );

    private static Arbitrary<ILayer> Models(Gen<ILayer> layers) => Arb.From(layers);

    private static void AssertBlindOutside(ILayer layer)
    {
        if (FieldOf(layer) is not { } field)
        {
            return;
        }

        foreach (var (row, column) in new[] { (0, 0), (3, 4), (6, 7), (6, 0) })
        {
            foreach (var (y, x) in Seeing(layer, row, column))
            {
                var (rows, columns) = (field.Rows(y), field.Columns(x));
                Assert.InRange(row, rows.Start, rows.End - 1);
                Assert.InRange(column, columns.Start, columns.End - 1);
            }
        }
    }

    private static void AssertFirstPixelIsSeen(ILayer layer)
    {
        var (field, output) = (FieldOf(layer)!, layer.OutputShape(Image));
        for (var y = 0; y < output[0]; y++)
        {
            for (var x = 0; x < output[1]; x++)
            {
                var (row, column) = (field.Rows(y).Start, field.Columns(x).Start);
                if (row >= 0 && column >= 0)
                {
                    Assert.Contains((y, x), Seeing(layer, row, column));
                }
            }
        }
    }

    // Branches may move over the image with different strides, and enlargements and transposed windows by parts of a pixel; then there is no
    // one field.
    private static ReceptiveField? FieldOf(ILayer layer)
    {
        try
        {
            return new Model(Image, layer).ReceptiveField();
        }
        catch (ArgumentException refusal)
            when (refusal.Message.Contains("no one window is seen by all places", StringComparison.Ordinal)
                || refusal.Message.StartsWith("Conv2DTranspose", StringComparison.Ordinal)
            )
        {
            return null;
        }
    }

    /// <summary>The places of the output that are no number where a pixel is none; (0, 0) for an output without places.</summary>
    private static HashSet<(int Row, int Column)> Seeing(ILayer layer, int row, int column)
    {
        var model = new Model(Image, layer);
        var input = Tensor.Create(
            Image.Batch(1),
            i => i / (Image[1] * Image[2]) == row && i / Image[2] % Image[1] == column ? float.NaN : 0.5f
        );
        var output = model.Forward(model.Initialize(1), input);
        var (width, channels) =
            output.Shape.Count == 4 ? (output.Shape[2], output.Shape[3]) : (1, output.Shape.SampleSize);
        return
        [
            .. output
                .ToArray()
                .Index()
                .Where(value => float.IsNaN(value.Item))
                .Select(value => (value.Index / channels / width, value.Index / channels % width)),
        ];
    }
}
