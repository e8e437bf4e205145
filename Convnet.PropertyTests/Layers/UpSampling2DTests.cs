using Xunit;

namespace Convnet.PropertyTests;

public sealed class UpSampling2DTests
{
    [Fact]
    public void Nearest_repeats_and_bilinear_goes_on_evenly_between_centers()
    {
        var row = Tensor.Of([1, 1, 2, 1], 0, 4);
        Assert.Equal([0, 0, 4, 4], Run(new UpSampling2D((1, 2)), row));
        Assert.Equal([0, 1, 3, 4], Run(new UpSampling2D((1, 2)) { Interpolation = Interpolation.Bilinear }, row));
    }

    [Fact]
    public void One_pixel_that_is_no_number_is_seen_where_it_weighs_something()
    {
        var row = Tensor.Of([1, 1, 3, 1], 1, float.NaN, 3);
        var layer = new UpSampling2D((1, 3)) { Interpolation = Interpolation.Bilinear };
        Assert.Equal([0, 1, 7, 8], Run(layer, row).Index().Where(v => !float.IsNaN(v.Item)).Select(v => v.Index));
    }

    [Fact]
    public void Bad_sizes_and_samples_are_refused()
    {
        Refusal.Of<ArgumentOutOfRangeException>(() => new UpSampling2D((0, 2)), "Size is (0, 2)", "at least 1");
        Refusal.Of<ArgumentOutOfRangeException>(() => new UpSampling2D() with { Size = -1 }, "at least 1");
        Refusal.Of<ArgumentOutOfRangeException>(
            () => new UpSampling2D { Interpolation = (Interpolation)5 },
            "Nearest, Bilinear"
        );
        Refusal.Of<ShapeException>(() => new UpSampling2D().OutputShape([3]), "UpSampling2D", "given (3)");
        Refusal.Of<ShapeException>(
            () => new UpSampling2D(int.MaxValue).OutputShape([4, 4, 1]),
            "UpSampling2D makes",
            "of (4, 4, 1)",
            "more than one array can hold"
        );
    }

    [Fact]
    public void An_image_may_be_as_large_as_an_array_and_no_larger()
    {
        // 4·17·31,580,641 values are the most of four channels that Array.MaxLength leaves.
        Assert.Equal(17 * 31_580_641, Array.MaxLength / 4);
        Assert.Equal([17, 31_580_641, 4], new UpSampling2D((17, 31_580_641)).OutputShape([1, 1, 4]));
        Assert.Throws<ShapeException>(() => new UpSampling2D((17, 31_580_642)).OutputShape([1, 1, 4]));
    }

    private static float[] Run(UpSampling2D layer, Tensor input) =>
        layer.Forward(Parameters.None, input, Phase.Inference).ToArray();
}
