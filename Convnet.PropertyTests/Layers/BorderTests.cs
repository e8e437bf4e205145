using Xunit;

namespace Convnet.PropertyTests;

/// <summary>Zero padding, cropping and the border that both are told.</summary>
public sealed class BorderTests
{
    [Property]
    public void Cropping_undoes_padding_and_each_is_the_others_gradient(byte top, byte bottom, byte left, byte right)
    {
        Border border = ((top % 4, bottom % 4), (left % 4, right % 4));
        var images = Tensor.Create([2, 3, 4, 2], i => i);
        var (padded, pullback, _) = Run(new ZeroPadding2D(border), images);
        var (cropped, spread, _) = Run(new Cropping2D(border), padded);
        Assert.Equal(images, cropped);
        Assert.Equal(images, pullback(padded).Input);
        Assert.Equal(padded, spread(cropped).Input);
        Assert.Equal(images.ToArray().Sum(), padded.ToArray().Sum());
    }

    [Fact]
    public void Zeros_stand_where_they_were_asked_for()
    {
        var padded = Run(new ZeroPadding2D(((1, 0), (0, 2))), Tensor.Of([1, 1, 2, 1], 5, 6)).Output;
        Assert.Equal(Tensor.Of([1, 2, 4, 1], 0, 0, 0, 0, 5, 6, 0, 0), padded);
    }

    [Fact]
    public void A_border_is_made_from_a_number_a_pair_or_two_pairs()
    {
        Assert.Equal(new Border(2, 2, 2, 2), (Border)2);
        Assert.Equal(new Border(1, 1, 2, 2), (Border)(1, 2));
        Assert.Equal(new Border(1, 2, 3, 4), (Border)((1, 2), (3, 4)));
        Assert.Equal(new Border(1, 1, 2, 2), (Border)Tuple.Create(1, 2));
        Assert.Equal(new Border(1, 2, 3, 4), (Border)Tuple.Create(Tuple.Create(1, 2), Tuple.Create(3, 4)));
        Assert.Equal("(1, 2)", $"{(Border)(1, 2)}");
        Assert.Equal("((1, 2), (3, 3))", $"{(Border)((1, 2), (3, 3))}");
        Assert.Equal(new ZeroPadding2D((1, 1)), new ZeroPadding2D());
    }

    [Fact]
    public void Bad_borders_and_samples_are_refused()
    {
        Refusal.Of<ArgumentOutOfRangeException>(() => new ZeroPadding2D(-1), "Border is (-1, -1)", "at least 0");
        Refusal.Of<ArgumentOutOfRangeException>(() => new ZeroPadding2D() with { Border = (0, -1) }, "at least 0");
        Refusal.Of<ArgumentOutOfRangeException>(() => new Cropping2D(((0, -1), (0, 0))), "((0, -1), (0, 0))");
        Refusal.Of<ArgumentOutOfRangeException>(() => new Cropping2D(0) with { Border = -3 }, "at least 0");
        Refusal.Of<ShapeException>(() => new ZeroPadding2D(1).OutputShape([4]), "ZeroPadding2D", "given (4)");
        Refusal.Of<ShapeException>(() => new Cropping2D(1).OutputShape([4]), "Cropping2D", "given (4)");
        Refusal.Of<ShapeException>(
            () => new Cropping2D((0, 2)).OutputShape([3, 4, 1]),
            "0 rows and 4 columns",
            "given (3, 4, 1)",
            "nothing would be left"
        );
        Refusal.Of<ShapeException>(
            () => new ZeroPadding2D(int.MaxValue).OutputShape([4, 4, 1]),
            "ZeroPadding2D makes",
            "more than one array can hold"
        );
    }

    private static Differential Run(ILayer layer, Tensor input) =>
        layer.ForwardWithPullback(Parameters.None, input, Phase.Inference);
}
