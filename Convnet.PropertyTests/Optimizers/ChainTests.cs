using Xunit;

namespace Convnet.PropertyTests;

public sealed class ChainTests
{
    [Property]
    public void A_chain_without_parts_is_the_identity(ParameterCase given) =>
        Assert.Equal(given.Tree, Optimization.Run(new Chain(), given.Tree, 2));

    [Property]
    public void A_chain_of_one_is_that_one(ParameterCase given, int kind)
    {
        var optimizer = Optimization.Any(kind);
        Assert.Equal(Optimization.Run(optimizer, given.Tree, 3), Optimization.Run(new Chain(optimizer), given.Tree, 3));
    }

    [Property]
    public void Chaining_is_associative(ParameterCase given, int first, int second, int third)
    {
        var (a, b, c) = (Optimization.Link(first), Optimization.Link(second), Optimization.Any(third));
        var flat = Optimization.Run(new Chain(a, b, c), given.Tree, 3);

        Assert.Equal(flat, Optimization.Run(new Chain(a, new Chain(b, c)), given.Tree, 3));
        Assert.Equal(flat, Optimization.Run(new Chain(new Chain(a, b), c), given.Tree, 3));
    }

    [Property]
    public void The_update_of_one_is_the_gradient_of_the_next(ParameterCase given, int first, int second)
    {
        var (a, b) = (Optimization.Link(first), Optimization.Any(second));
        var chained = new Chain(a, b).Update(given.Tree, new Chain(a, b).Initialize(given.Tree), given.Tree).Update;

        var between = a.Update(given.Tree, a.Initialize(given.Tree), given.Tree).Update;
        Assert.Equal(b.Update(between, b.Initialize(given.Tree), given.Tree).Update, chained);
    }

    [Fact]
    public void Chains_are_equal_by_their_parts()
    {
        Assert.Equal(new Chain(new SGD(), new Adam()), new Chain(new SGD(), new Adam()));
        Assert.NotEqual(new Chain(new SGD(), new Adam()), new Chain(new Adam(), new SGD()));
        Assert.StartsWith("Chain [SGD {", new Chain(new SGD()).ToString(), StringComparison.Ordinal);
        Refusal.Of<ArgumentNullException>(() => new Chain([null!]), "missing");
    }
}
