using Xunit;

namespace Convnet.PropertyTests;

public sealed class SizeTests
{
    [Fact]
    public void A_size_is_made_from_a_number_or_a_tuple_of_either_language()
    {
        Size2D fromNumber = 3;
        Size2D fromTuple = (3, 4);
        Size2D fromObject = Tuple.Create(3, 4);
        Assert.Equal(new Size2D(3, 3), fromNumber);
        Assert.Equal(new Size2D(3, 4), fromTuple);
        Assert.Equal(fromTuple, fromObject);
        Assert.Equal("(3, 4)", fromTuple.ToString());
    }
}
