using Xunit;

namespace Convnet.PropertyTests;

/// <summary>Augmentations by numbers that a pencil gives; that they follow their formulas is in <see cref="ReferenceTests"/>.</summary>
public sealed class AugmentationTests
{
    private static readonly ILayer[] Layers =
    [
        new RandomFlip(),
        new RandomTranslation(0.3, 0.3),
        new RandomRotation(0.3),
        new RandomZoom(0.3),
    ];

    [Fact]
    public void Inference_leaves_images_as_they_are_and_training_does_not()
    {
        var images = Numbered(4, 5, 6);
        Assert.All(
            Layers,
            layer =>
            {
                Assert.Same(images, layer.Forward(Parameters.None, images, Phase.Inference));
                Assert.NotEqual(images, Run(layer, images));
                Assert.Equal(Run(layer, images), Run(new Frozen(layer), images));
            }
        );
    }

    [Property]
    public void A_factor_of_0_is_the_identity_to_the_bit(int seed)
    {
        // Values that are no numbers and zeros of either sign, too.
        var images = Tensor.Create(
            [2, 3, 4, 2],
            i =>
                i % 7 == 0 ? float.NaN
                : i % 5 == 0 ? -0f
                : 1f / i
        );
        ILayer[] layers =
        [
            new RandomTranslation(0, 0) { FillMode = FillMode.Constant, FillValue = 3 },
            new RandomRotation(0) { FillMode = FillMode.Constant, FillValue = 3 },
            new RandomZoom(0) { WidthFactor = 0 },
            new RandomTranslation(0, 0) { Interpolation = Interpolation.Nearest },
        ];
        Assert.All(layers, layer => Assert.Equal(images, Run(layer, images, seed)));
    }

    [Fact]
    public void A_positive_translation_moves_down_and_to_the_right()
    {
        // A quarter of four rows, and half a pixel of two columns.
        var image = Tensor.Of([1, 4, 2, 1], 1, 2, 3, 4, 5, 6, 7, 8);
        var moved = new RandomTranslation((0.25, 0.25), (0.25, 0.25)) { FillMode = FillMode.Constant, FillValue = 10 };
        Assert.Equal(Tensor.Of([1, 4, 2, 1], 10, 10, 5.5f, 1.5f, 6.5f, 3.5f, 7.5f, 5.5f), Run(moved, image));
    }

    [Fact]
    public void Fill_modes_are_those_of_Keras()
    {
        // Three to the right of four: what its documentation writes before a b c d.
        Assert.Equal([3, 2, 1, 1], Row(FillMode.Reflect));
        Assert.Equal([1, 1, 1, 1], Row(FillMode.Nearest));
        Assert.Equal([9, 9, 9, 1], Row(FillMode.Constant));
        Assert.Equal([2, 3, 4, 1], Row(FillMode.Wrap));

        static float[] Row(FillMode mode) =>
            Run(
                    new RandomTranslation(0, (0.75, 0.75)) { FillMode = mode, FillValue = 9 },
                    Tensor.Of([1, 1, 4, 1], 1, 2, 3, 4)
                )
                .ToArray();
    }

    [Fact]
    public void A_positive_rotation_is_counter_clockwise_and_exact_at_quarter_turns()
    {
        var image = Tensor.Of([1, 2, 2, 1], 1, 2, 3, 4);
        Assert.Equal(Tensor.Of([1, 2, 2, 1], 2, 4, 1, 3), Run(new RandomRotation((0.25, 0.25)), image));
        Assert.Equal(Tensor.Of([1, 2, 2, 1], 3, 1, 4, 2), Run(new RandomRotation((-0.25, -0.25)), image));
        Assert.Equal(Tensor.Of([1, 2, 2, 1], 4, 3, 2, 1), Run(new RandomRotation((0.5, 0.5)), image));
        Assert.Equal(image, Run(new RandomRotation((1, 1)), image));
    }

    [Property]
    public void The_center_stays_where_it_is_to_the_bit(int seed)
    {
        var image = Tensor.Create([1, 5, 7, 1], i => i == 17 ? 1 / 3f : float.NaN);
        Assert.Equal(1 / 3f, Run(new RandomRotation(1), image, seed)[0, 2, 3, 0]);
        Assert.Equal(1 / 3f, Run(new RandomZoom(1), image, seed)[0, 2, 3, 0]);
    }

    [Fact]
    public void One_pixel_alone_is_itself_and_the_least_share_of_another_counts()
    {
        // Beyond the border stands its pixel, four times over.
        var thirds = Tensor.Create([20, 1, 1, 1], _ => 1 / 3f);
        Assert.Equal(thirds, Run(new RandomTranslation(0.3, 0.3) { FillMode = FillMode.Nearest }, thirds));

        var (move, share) = (-MathF.ScaleB(1, -31), MathF.ScaleB(1, -30));
        var moved = Run(new RandomTranslation(0, (move, move)), Tensor.Of([1, 1, 2, 1], 0, 1));
        Assert.Equal(share, moved[0, 0, 0, 0]);
    }

    [Fact]
    public void A_positive_zoom_makes_smaller_and_a_negative_one_larger()
    {
        var image = Tensor.Of([1, 1, 5, 1], 1, 2, 3, 4, 5);
        var smaller = new RandomZoom((1, 1)) { FillMode = FillMode.Constant };
        Assert.Equal([0, 1, 3, 5, 0], Run(smaller, image).ToArray());
        Assert.Equal([2, 2.5f, 3, 3.5f, 4], Run(new RandomZoom((-0.5, -0.5)), image).ToArray());
    }

    [Fact]
    public void A_zoom_keeps_proportions_until_the_width_is_told()
    {
        var images = Numbered(8, 7, 7);
        var zoom = new RandomZoom(0.5) { Interpolation = Interpolation.Nearest };
        Assert.Equal(new Factor(-0.5, 0.5), zoom.WidthFactor);
        Assert.NotEqual(zoom, zoom with { WidthFactor = 0.5 });
        Assert.Equal(Transposed(Run(zoom, images)), Run(zoom, Transposed(images)));
        Assert.NotEqual(
            Transposed(Run(zoom with { WidthFactor = 0.5 }, images)),
            Run(zoom with { WidthFactor = 0.5 }, Transposed(images))
        );
    }

    [Fact]
    public void Half_of_the_images_are_flipped_along_each_axis_independently()
    {
        const int samples = 1000;
        var image = Tensor.Create([samples, 2, 2, 1], i => i % 4);
        Assert.Equal([0, 1, 2, 3], Kinds(new RandomFlip()));
        Assert.Equal([0, 1], Kinds(new RandomFlip(FlipMode.Horizontal)));
        Assert.Equal([0, 2], Kinds(new RandomFlip(FlipMode.Vertical)));

        // The first pixel says how an image was flipped.
        List<int> Kinds(RandomFlip flip)
        {
            var groups = Run(flip, image).ToArray().Chunk(4).GroupBy(values => (int)values[0]).ToList();
            var (share, deviation) = (samples / groups.Count, Math.Sqrt(samples / 4.0));
            Assert.All(groups, group => Assert.Equal(share, group.Count(), 6 * deviation));
            return [.. groups.Select(group => group.Key).Order()];
        }
    }

    [Property]
    public void Draws_lie_between_the_bounds_of_a_factor_and_come_near_both(int seed)
    {
        var factor = new Factor(0.2, -0.1);
        var draws = Enumerable.Range(0, 1000).Select(i => factor.Draw(RandomKey.FromSeed(seed), (ulong)i)).ToList();
        Assert.All(draws, draw => Assert.InRange(draw, -0.1, 0.2));
        Assert.InRange(draws.Min(), -0.1, -0.09);
        Assert.InRange(draws.Max(), 0.19, 0.2);
    }

    [Property]
    public void Sine_and_cosine_are_right_to_the_51st_bit(int seed)
    {
        var turns = (4 * RandomKey.FromSeed(seed).Uniform(0)) - 2 + (1e-9 * RandomKey.FromSeed(seed).Uniform(1));
        var (sine, cosine) = Turn.SinCos(turns);
        Assert.Equal(double.SinPi(2 * turns), sine, Math.Pow(2, -51));
        Assert.Equal(double.CosPi(2 * turns), cosine, Math.Pow(2, -51));
    }

    [Fact]
    public void Bad_arguments_are_refused_in_the_constructor_and_in_with()
    {
        Refusal.Of<ArgumentOutOfRangeException>(() => new RandomFlip((FlipMode)7), "Mode is 7", "Horizontal, Vertical");
        Refusal.Of<ArgumentOutOfRangeException>(
            () => new RandomTranslation(2, 0),
            "HeightFactor is (-2, 2)",
            "-1 and 1"
        );
        Refusal.Of<ArgumentOutOfRangeException>(() => new RandomTranslation(0, (0, 1.5)), "WidthFactor is (0, 1.5)");
        Refusal.Of<ArgumentOutOfRangeException>(() => new RandomRotation(0) with { Factor = double.NaN }, "Factor is");
        Refusal.Of<ArgumentOutOfRangeException>(() => new RandomZoom(-1.01), "HeightFactor is (-1.01, 1.01)");
        Refusal.Of<ArgumentOutOfRangeException>(() => new RandomZoom(0) { WidthFactor = 2 }, "WidthFactor is (-2, 2)");
        Refusal.Of<ArgumentOutOfRangeException>(() => new RandomZoom(0) { FillMode = (FillMode)9 }, "Reflect, Nearest");
        Refusal.Of<ArgumentOutOfRangeException>(
            () => new RandomZoom(0) { Interpolation = (Interpolation)9 },
            "Nearest, Bilinear"
        );
        Refusal.Of<ArgumentOutOfRangeException>(
            () => new RandomRotation(0) { FillValue = double.PositiveInfinity },
            "FillValue",
            "finite"
        );
        Assert.All(
            Layers,
            layer => Refusal.Of<ShapeException>(() => layer.OutputShape([64]), layer.GetType().Name, "(64)")
        );
    }

    [Fact]
    public void Factors_print_and_compare_by_their_bounds()
    {
        Assert.Equal(new Factor(-0.1, 0.1), (Factor)0.1);
        Assert.Equal((Factor)(0.2, -0.1), Tuple.Create(-0.1, 0.2));
        Assert.Equal("(-0.1, 0.2)", $"{(Factor)(-0.1, 0.2)}");
        Assert.Equal(
            "RandomRotation((-0.1, 0.1), FillMode = FillMode.Wrap)",
            $"{new RandomRotation(0.1) { FillMode = FillMode.Wrap }}"
        );
        Assert.Equal("RandomZoom((-0.5, 0.5))", $"{new RandomZoom(0.5)}");
        Assert.Equal(
            "RandomZoom((-0.5, 0.5), WidthFactor = (-0.5, 0.5))",
            $"{new RandomZoom(0.5) { WidthFactor = 0.5 }}"
        );
    }

    private static Tensor Numbered(int samples, int height, int width) =>
        Tensor.Create([samples, height, width, 1], i => i % 11);

    private static Tensor Transposed(Tensor images) =>
        Tensor.Create(
            [images.Shape[0], images.Shape[2], images.Shape[1], 1],
            i =>
                images[
                    i / (images.Shape[1] * images.Shape[2]),
                    i % images.Shape[1],
                    i / images.Shape[1] % images.Shape[2],
                    0
                ]
        );

    private static Tensor Run(ILayer layer, Tensor images, int seed = 1) =>
        layer.Forward(Parameters.None, images, Phase.Training(RandomKey.FromSeed(seed)));
}
