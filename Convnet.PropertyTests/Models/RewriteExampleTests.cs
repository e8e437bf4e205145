using Xunit;

namespace Convnet.PropertyTests;

/// <summary>Rewriting as it is used: heads, frozen features, rows of layers, and what is refused.</summary>
public sealed class RewriteExampleTests
{
    [Fact]
    public void The_head_is_replaced_and_the_features_are_frozen()
    {
        var weights = Examples.Convnet.Initialize(42);
        var (model, kept) = Examples.Convnet.Rewrite(
            (_, layer) =>
                layer is Dense { Units: 10 } ? [new Dense(5) { Activation = Activation.Softmax }]
                : layer is Dense ? [layer]
                : [new Frozen(layer)],
            weights,
            7,
            expected: 7
        );

        Assert.Equal([5], model.Output);
        Assert.Equal(weights.Leaves.Take(8).Select(l => l.Tensor), kept.Leaves.Take(8).Select(l => l.Tensor));
        Assert.Equal(model.Initialize(7)[7], kept[7]);
        Assert.Equal(
            ["dense/kernel", "dense/bias", "dense_1/kernel", "dense_1/bias"],
            kept.Leaves.Where(leaf => leaf.IsTrainable).Select(leaf => leaf.Path)
        );
    }

    [Fact]
    public void Rewriting_goes_into_a_combinator_of_the_users()
    {
        var model = new Model([4], new SkipConnection(new Sequential(new Dense(4), new ChannelScale(0.5))));
        var weights = model.Initialize(1);
        var (rewritten, kept) = model.Rewrite(
            (place, layer) => place.Path == "skip_connection/sequential/dense" ? [new Dense(3), new Dense(4)] : [layer],
            weights,
            5
        );

        var dense = new Sequential(new Dense(3), new Dense(4), new ChannelScale(0.5));
        Assert.Equal(new Model([4], new SkipConnection(dense)), rewritten);
        Assert.Equal(weights[0][0][1], kept[0][0][2]);
        Assert.Equal(rewritten.Initialize(5)[0][0][0], kept[0][0][0]);
    }

    [Fact]
    public void The_rule_is_told_what_arrives_after_the_change()
    {
        var arrived = new List<Shape>();
        new Model([4, 4, 1], new Flatten(), new Residual(new Dense(16))).Rewrite(
            (place, layer) =>
            {
                arrived.Add(place.Input);
                return layer is Flatten ? [layer, new Dense(3)]
                    : layer is Dense ? [new Dense(place.Input[0])]
                    : [layer];
            }
        );

        Assert.Equal(
            [
                [4, 4, 1],
                [3],
                [3],
            ],
            arrived
        );
    }

    [Fact]
    public void A_row_that_is_named_frozen_or_stacked_is_rewritten_as_one()
    {
        var row = new Sequential(new Dense(3), new Dense(2));
        var model = new Model([4], new Frozen(new Named("head", row)), new Stack(new Dense(2), 2));
        var (weights, arrived) = (model.Initialize(1), new List<string>());
        var (rewritten, kept) = model.Rewrite(
            (place, layer) =>
            {
                arrived.Add($"{place}");
                return place.Path switch
                {
                    "head/dense" => [layer, new Dense(5)],
                    "head/dense_1" => [new Dense(2)],
                    "stack/dense_1" => [new ActivationLayer(Activation.Relu), layer],
                    _ => [layer],
                };
            },
            weights,
            1
        );

        Assert.Equal(
            ["head/dense (4)", "head/dense_1 (5)", "head (4)", "stack/dense (2)", "stack/dense_1 (2)", "stack (2)"],
            arrived
        );
        Assert.Equal(
            new Model(
                [4],
                new Frozen(new Named("head", new Sequential(new Dense(3), new Dense(5), new Dense(2)))),
                new Sequential(new Dense(2), new ActivationLayer(Activation.Relu), new Dense(2))
            ),
            rewritten
        );
        Assert.Equal(weights[0][0], kept[0][0]);
        Assert.Equal([weights[1][0], weights[1][1]], [kept[1][0], kept[1][2]]);
    }

    [Fact]
    public void A_rule_that_gives_no_layer_is_refused()
    {
        var model = new Model([3], new Residual(new Dense(3)));
        Refusal.Of<ArgumentException>(() => model.Rewrite((_, _) => null!), "residual/dense (3)", "null", "empty list");
        Refusal.Of<ArgumentException>(
            () => model.Rewrite((_, layer) => layer is Residual ? [layer, null!] : [layer]),
            "null",
            "residual (3)"
        );
        Refusal.Of<ArgumentNullException>(() => model.Rewrite(null!), "missing");
    }

    [Fact]
    public void Old_weights_that_no_longer_fit_are_refused()
    {
        var model = new Model([4], new Dense(3), new Dense(2));
        Refusal.Of<ShapeException>(
            () =>
                model.Rewrite(
                    (_, layer) => layer is Dense { Units: 3 } ? [new Dense(5)] : [layer],
                    model.Initialize(1),
                    1
                ),
            "dense_1/kernel",
            "(3, 2)",
            "(5, 2)",
            "new layer in its place"
        );
    }

    [Fact]
    public void A_change_that_does_not_compose_says_where()
    {
        var model = new Model([4, 4, 1], new Flatten(), new Residual(new Dense(16)));
        Refusal.Of<ShapeException>(
            () => model.Rewrite((_, layer) => layer is Flatten ? [] : [layer]),
            "Dense takes samples of one axis, but was given (4, 4, 1)",
            "Put a Flatten before it."
        );
        Refusal.Of<ShapeException>(
            () => model.Rewrite((_, layer) => layer is Dense ? [new Dense(3)] : [layer]),
            "Residual adds its body's output (3)",
            "residual"
        );
    }
}
