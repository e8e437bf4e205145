using Xunit;

namespace Convnet.PropertyTests;

public sealed class TensorTests
{
    private static readonly Tensor Counted = Tensor.Create([2, 3, 4], i => i);

    [Property]
    public void Tensors_are_equal_where_shape_and_bits_are(Tensor tensor)
    {
        var copy = Tensor.Of(tensor.Shape, tensor.ToArray());
        Assert.Equal(tensor, copy);
        Assert.Equal(tensor.GetHashCode(), copy.GetHashCode());
        Assert.NotEqual(tensor, tensor.Reshape(tensor.Shape.Batch(1)));
        if (tensor.Shape.Size > 0)
        {
            Assert.NotEqual(tensor, tensor.Map(MathF.BitIncrement));
        }
    }

    [Fact]
    public void Equality_is_by_bits()
    {
        Assert.Equal(Tensor.Of([1], float.NaN), Tensor.Of([1], float.NaN));
        Assert.NotEqual(Tensor.Of([1], 0f), Tensor.Of([1], -0f));
    }

    [Property]
    public void Whole_axes_take_everything(Tensor tensor) =>
        Assert.Equal(tensor, tensor[[.. tensor.Shape.Extents.Select(_ => (AxisRange)Range.All)]]);

    [Property]
    public void A_slice_holds_the_values_at_its_places(Tensor tensor, int seed)
    {
        if (tensor.Shape.Size == 0)
        {
            return;
        }

        var key = RandomKey.FromSeed(seed);
        var place = tensor.Shape.Extents.Select((extent, axis) => key.Below(extent, (ulong)axis)).ToArray();
        var offset = place.Zip(tensor.Shape.Extents).Aggregate(0, (sum, pair) => (sum * pair.Second) + pair.First);
        var expected = tensor.Values[offset];

        Assert.Equal(expected, tensor[place]);
        Assert.Equal([expected], tensor[[.. place.Select(index => (AxisRange)(index..(index + 1)))]].ToArray());
        Assert.Equal(Tensor.Of([], expected), tensor[[.. place.Select(index => (AxisRange)index)]]);
        var fromTheEnd = place
            .Zip(tensor.Shape.Extents)
            .Select(pair => (AxisRange)(Index)(^(pair.Second - pair.First)));
        Assert.Equal(Tensor.Of([], expected), tensor[[.. fromTheEnd]]);
    }

    [Fact]
    public void An_index_drops_its_axis_and_a_range_keeps_it()
    {
        Assert.Equal(Tensor.Of([2, 3], 2, 6, 10, 14, 18, 22), Counted[.., .., 2]);
        Assert.Equal(Tensor.Of([2, 3], 3, 7, 11, 15, 19, 23), Counted[.., .., ^1]);
        Assert.Equal(Tensor.Of([1, 2, 2], 17, 18, 21, 22), Counted[1.., ^2.., 1..3]);
        Assert.Equal(Tensor.Of([4], 4, 5, 6, 7), Counted[0, 1, ..]);
        Assert.Equal(23, Counted[1, 2, 3]);
    }

    [Fact]
    public void Wrong_indices_are_refused()
    {
        Refusal.Of<ArgumentException>(
            () => Counted[.., ..],
            "given is 2",
            "(2, 3, 4)",
            "3 axes",
            ".. takes a whole axis"
        );
        Refusal.Of<ArgumentException>(() => Counted[1, 2], "given is 2", "(2, 3, 4)", "3 axes");
        Refusal.Of<ArgumentOutOfRangeException>(() => Counted[1, 3, 0], "Index 3 of axis 1", "(2, 3, 4)", "3 places");
        Refusal.Of<ArgumentOutOfRangeException>(() => Counted[1, -1, 0], "Index -1 of axis 1", "(2, 3, 4)");
        Refusal.Of<ArgumentOutOfRangeException>(
            () => Counted[.., .., 4],
            "The selection 4 of axis 2",
            "(2, 3, 4)",
            "4 places"
        );
        Refusal.Of<ArgumentOutOfRangeException>(() => Counted[.., 1..5, 0], "1..5 of axis 1", "3 places");
        Refusal.Of<ArgumentOutOfRangeException>(() => Counted[.., 2..1, 0], "2..1 of axis 1");
        Refusal.Of<ArgumentOutOfRangeException>(() => Counted[.., .., ^5], "The selection ^5 of axis 2");
        Refusal.Of<ArgumentOutOfRangeException>(() => Counted[.., .., ^0], "^0", "^1");
        Refusal.Of<ArgumentOutOfRangeException>(() => Counted[.., .., -1], "Index -1", "^1");
    }

    [Fact]
    public void Values_that_do_not_fill_the_shape_are_refused()
    {
        Refusal.Of<ShapeException>(() => Tensor.Of([2, 2], 1, 2, 3), "3 values", "(2, 2)", "takes 4");
        Refusal.Of<ShapeException>(() => Counted.Reshape([5, 5]), "(2, 3, 4) of 24 values", "(5, 5)", "25");
        Refusal.Of<ArgumentNullException>(() => Tensor.Zeros(null!), "missing");
    }

    [Fact]
    public void What_goes_in_is_copied_and_what_comes_out_is_a_copy()
    {
        float[] values = [1, 2];
        var tensor = Tensor.Of([2], values);
        (values[0], tensor.ToArray()[1]) = (9, 9);
        Assert.Equal(Tensor.Of([2], 1, 2), tensor);
    }

    [Fact]
    public void A_tensor_prints_its_shape_its_statistics_and_few_values()
    {
        Assert.Equal("float32 (2, 2) ≈ 1.5 ± 1.1 [0, 3]: [0, 1, 2, 3]", Tensor.Create([2, 2], i => i).ToString());
        Assert.Equal("float32 (3) ≈ 0 ± 0 [0, 0], all zero: [0, 0, 0]", Tensor.Zeros([3]).ToString());
        Assert.Equal("float32 (0)", Tensor.Zeros([0]).ToString());
        Assert.Equal("float32 () ≈ −0.25 ± 0 [−0.25, −0.25]: [−0.25]", Tensor.Of([], -0.25f).ToString());
        Assert.Equal("float32 (2), 2 NaN: [NaN, NaN]", Tensor.Of([2], float.NaN, float.NaN).ToString());
        var mixed = Tensor.Of([3], 2, float.NaN, float.PositiveInfinity).ToString();
        Assert.StartsWith("float32 (3) ≈ 2 ± 0 [2, 2], 1 NaN, 1 infinite: [2, NaN, ", mixed, StringComparison.Ordinal);
    }

    [Fact]
    public void Many_values_are_not_listed()
    {
        var kernel = Initializer.GlorotUniform.Fill([3, 3, 1, 32], RandomKey.FromSeed(1)).ToString();
        Assert.Matches(@"^float32 \(3, 3, 1, 32\) ≈ −?0\.\d+ ± 0\.08\d? \[−0\.14, 0\.14\]$", kernel);
    }
}
