using Xunit;

namespace Convnet.PropertyTests;

public sealed class ShapeTests
{
    [Property]
    public void A_shape_is_its_extents(Shape shape)
    {
        var extents = new List<int>();
        foreach (var extent in shape)
        {
            extents.Add(extent);
        }

        Assert.Equal(shape.Extents, extents);
        Assert.Equal(shape, new Shape(extents));
        Assert.Equal(shape, new Shape(extents.ToArray()));
        Assert.Equal(shape, [.. extents]);
        Assert.Equal(shape.GetHashCode(), new Shape(extents).GetHashCode());
        Assert.Equal(extents.Aggregate(1, (product, extent) => product * extent), shape.Size);
        Assert.Equal($"({string.Join(", ", extents)})", shape.ToString());
    }

    [Property]
    public void A_batch_of_samples_has_one_axis_more(Shape shape)
    {
        Assert.Equal(shape, shape.Batch(7).Sample);
        Assert.Equal(shape.Count + 1, shape.Batch(7).Count);
        Assert.Equal(7, shape.Batch(7)[0]);
        Assert.Equal(7 * shape.Size, shape.Batch(7).Size);
    }

    [Property]
    public void Shapes_of_other_extents_differ(Shape shape)
    {
        Assert.NotEqual(shape, shape.Batch(1));
        Assert.NotEqual(shape.Batch(1), shape.Batch(2));
    }

    [Fact]
    public void A_shape_matches_list_patterns()
    {
        Shape shape = [28, 14, 3];
        Assert.True(shape is [28, var width, > 0] && width == 14);
        Assert.Equal(3, shape[^1]);
    }

    [Fact]
    public void Bad_extents_are_refused()
    {
        Refusal.Of<ArgumentOutOfRangeException>(() => new Shape(3, -1), "extent is -1", "at least 0");
        Refusal.Of<ArgumentOutOfRangeException>(
            () => new Shape(1 << 20, 1 << 20),
            "(1048576, 1048576)",
            "one array can hold"
        );
        Refusal.Of<ArgumentNullException>(() => new Shape((int[])null!), "missing");
        Refusal.Of<ArgumentOutOfRangeException>(() => new Shape(3, 4)[2], "(3, 4)", "2 axes", "number 2");
        Refusal.Of<ShapeException>(() => new Shape().Sample, "()", "no batch axis");
    }
}
