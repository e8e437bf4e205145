using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace Convnet.PropertyTests;

/// <summary>Labels: what layers are called within their parent.</summary>
public sealed class LayerNameTests
{
    [Property(Arbitrary = [typeof(Lists)], MaxTest = 300)]
    public void Labels_differ_names_win_and_counted_ones_step_aside(List<ILayer> layers)
    {
        var labels = LayerName.Labels(layers).ToList();
        var names = layers.Select(LayerName.Given).ToList();

        Assert.Equal(layers.Count, labels.Distinct().Count());
        for (var i = 0; i < layers.Count; i++)
        {
            var wanted = names[i] ?? (LayerName.Core(layers[i]) is Dense ? "dense" : "conv2d");
            Assert.True(labels[i] == wanted || labels[i].StartsWith($"{wanted}_", StringComparison.Ordinal), labels[i]);
            if (names[i] is not null && names.IndexOf(names[i]) == i)
            {
                Assert.Equal(names[i], labels[i]);
            }
        }
    }

    [Property(Arbitrary = [typeof(Lists)])]
    public void Without_names_the_number_counts_the_layers_of_the_type_before(List<ILayer> layers)
    {
        var bare = layers.Select(LayerName.Core).ToList();
        var expected = bare.Select(
            (layer, i) =>
            {
                var name = layer is Dense ? "dense" : "conv2d";
                var before = bare.Take(i).Count(other => other.GetType() == layer.GetType());
                return before == 0 ? name : $"{name}_{before}";
            }
        );

        Assert.Equal(expected, LayerName.Labels(bare));
    }

    [Property(Arbitrary = [typeof(Lists)])]
    public void Freezing_changes_no_label(List<ILayer> layers) =>
        Assert.Equal(LayerName.Labels(layers), LayerName.Labels(layers.Select(layer => new Frozen(layer))));

    [Fact]
    public void The_outermost_name_counts() =>
        Assert.Equal(
            ["outer", "dense"],
            LayerName.Labels([new Frozen(new Named("outer", new Named("inner", new Dense(1)))), new Dense(1)])
        );

    [Fact]
    public void A_second_layer_of_a_name_does_not_take_that_of_another() =>
        Assert.Equal(
            ["dense", "dense_2", "dense_1", "dense_3"],
            LayerName.Labels([
                new Named("dense", new Dense(1)),
                new Named("dense", new Dense(1)),
                new Named("dense_1", new Dense(1)),
                new Dense(1),
            ])
        );

    public static class Lists
    {
        public static Arbitrary<List<ILayer>> Layers() =>
            Arb.From(
                Gen.Choose(0, 8).SelectMany(count => Layer.ListOf(count)).Select(layers => layers.ToList()),
                layers => layers.Select((_, i) => layers.Where((_, other) => other != i).ToList())
            );

        private static Gen<ILayer> Layer =>
            from layer in Gen.Elements<ILayer>(new Dense(1), new Conv2D(1, 1))
            from name in Gen.Elements<string?>(null, null, "dense", "dense_1", "dense_1_1", "conv2d_2", "head")
            from isFrozen in Gen.Elements(true, false)
            let named = name is null ? layer : new Named(name, layer)
            select isFrozen ? new Frozen(named) : named;
    }
}
