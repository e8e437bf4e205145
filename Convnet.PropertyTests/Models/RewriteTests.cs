using FsCheck;
using Xunit;

namespace Convnet.PropertyTests;

/// <summary>Rewriting a model by a rule, with its weights.</summary>
public sealed class RewriteTests
{
    private const string Inserted = "inserted";

    [Property]
    public void Keeping_everything_changes_nothing(ModelCase given)
    {
        var (model, weights) = given.Model.Rewrite((_, layer) => [layer], given.Weights, 1, expected: 0);

        Assert.Equal(given.Model, model);
        Assert.Equal(given.Weights, weights);
        Assert.Equal(given.Weights.Leaves, weights.Leaves);
        Assert.Equal(given.Model, given.Model.Rewrite((_, layer) => [layer]));
    }

    [Property]
    public void The_rule_sees_the_places_of_the_walk(ModelCase given)
    {
        var seen = new Dictionary<string, (Place Place, ILayer Layer)>();
        given.Model.Rewrite(
            (place, layer) =>
            {
                seen.Add(place.Path, (place, layer));
                return [layer];
            }
        );

        var walked = given.Model.Walk().ToList();
        Assert.Equal(walked.Count, seen.Count);
        Assert.All(
            walked,
            there =>
            {
                var (place, layer) = seen[there.Place.Path];
                Assert.Equal(there.Place, place);
                Assert.Equal(there.Place.Path.Count(letter => letter == '/'), place.Depth);
                Assert.Equal(there.Layer, layer);
            }
        );
    }

    [Property]
    public void Taking_out_what_was_put_in_gives_the_weights_and_the_output_back(ModelCase given, int seed)
    {
        var marker = new Named(Inserted, new ActivationLayer(Activation.Linear));
        var (more, moreWeights) = given.Model.Rewrite(
            (place, layer) => IsChosen(place, seed) ? [marker, layer] : [layer, marker],
            given.Weights,
            1
        );
        Assert.Equal(given.Model.Walk().Any(), more.Walk().Any(there => LayerName.Given(there.Layer) == Inserted));
        Assert.Equal(CombinatorLaws.Tensors(given.Weights), CombinatorLaws.Tensors(moreWeights));
        Assert.Equal(given.Model.Forward(given.Weights, given.Input), more.Forward(moreWeights, given.Input));

        var (back, backWeights) = more.Rewrite(
            (_, layer) => LayerName.Given(layer) == Inserted ? [] : [layer],
            moreWeights,
            2
        );
        Assert.DoesNotContain(back.Walk(), there => LayerName.Given(there.Layer) == Inserted);
        Assert.Equal(CombinatorLaws.Tensors(given.Weights), CombinatorLaws.Tensors(backWeights));
        Assert.Equal(given.Model.Forward(given.Weights, given.Input), back.Forward(backWeights, given.Input));
    }

    [Property]
    public void Taking_out_what_was_put_between_the_layers_of_the_model_gives_the_model_back(ModelCase given, int seed)
    {
        var marker = new Named(Inserted, new ActivationLayer(Activation.Linear));
        var (more, moreWeights) = given.Model.Rewrite(
            (place, layer) =>
                !IsInARow(given.Model, place) ? [layer]
                : IsChosen(place, seed) ? [marker, layer]
                : [layer, marker],
            given.Weights,
            1
        );
        var (back, backWeights) = more.Rewrite(
            (_, layer) => LayerName.Given(layer) == Inserted ? [] : [layer],
            moreWeights,
            2
        );

        Assert.Equal(given.Model, back);
        Assert.Equal(given.Weights, backWeights);
        Assert.Equal(given.Weights.Leaves, backWeights.Leaves);
    }

    [Property]
    public void Freezing_everything_changes_no_weight_and_no_bit(ModelCase given)
    {
        var (frozen, weights) = given.Model.Rewrite((_, layer) => [new Frozen(layer)], given.Weights, 1);

        Assert.Equal(given.Weights.Leaves.Select(leaf => leaf with { IsTrainable = false }), weights.Leaves);
        Assert.Equal(given.Model.Forward(given.Weights, given.Input), frozen.Forward(weights, given.Input));
        Assert.Equal(
            given.Model.Initialize(3).Leaves.Select(l => l.Tensor),
            frozen.Initialize(3).Leaves.Select(l => l.Tensor)
        );
    }

    [Property]
    public void Unfreezing_what_was_frozen_gives_the_model_back(ModelCase given)
    {
        static IEnumerable<ILayer> Thaw(Place place, ILayer layer) => [Bare(layer)];
        var (bare, weights) = given.Model.Rewrite(Thaw, given.Weights, 1);
        Assert.All(
            weights.Leaves,
            leaf => Assert.NotEqual(leaf.Path.Contains("/moving_", StringComparison.Ordinal), leaf.IsTrainable)
        );
        Assert.Equal(CombinatorLaws.Tensors(given.Weights), CombinatorLaws.Tensors(weights));

        var (frozen, frozenWeights) = bare.Rewrite((_, layer) => [new Frozen(layer)], weights, 1);
        var (thawed, thawedWeights) = frozen.Rewrite(Thaw, frozenWeights, 1);
        Assert.Equal(bare, thawed);
        Assert.Equal(weights.Leaves, thawedWeights.Leaves);
    }

    [Property(MaxTest = 200)]
    public void A_layer_that_is_wrapped_keeps_its_weights(ModelCase given, int where, byte how)
    {
        if (Somewhere(given.Model, where) is not { } there)
        {
            return;
        }

        var isKeeping = there.Layer.OutputShape(there.Place.Input) == there.Place.Input;
        ILayer Wrapped(ILayer layer) =>
            (how % 5) switch
            {
                0 => new Frozen(layer),
                1 => new Named("wrapped", layer),
                2 => new Stack(layer, 1),
                3 when isKeeping => new Residual(new Sequential(new ActivationLayer(Activation.Relu), layer)),
                4 when isKeeping => new SkipConnection(new Named("inner", new Frozen(layer))),
                _ => new Branches(Merge.Add, new Sequential(layer)),
            };
        var (model, weights) = given.Model.Rewrite(
            (place, layer) => place.Path == there.Place.Path ? [Wrapped(layer)] : [layer],
            given.Weights,
            1
        );

        Assert.NotEqual(given.Model, model);
        Assert.Equal(CombinatorLaws.Tensors(given.Weights), CombinatorLaws.Tensors(weights));
    }

    [Property(MaxTest = 200)]
    public void A_new_layer_has_the_weights_that_initialising_gives_it(ModelCase given, int where, int seed)
    {
        if (Somewhere(given.Model, where) is not { } there)
        {
            return;
        }

        var size = there.Place.Input.Size;
        var fresh = new Named(Inserted, new Sequential(new Flatten(), new Dense(size), new Reshape(there.Place.Input)));
        var (model, weights) = given.Model.Rewrite(
            (place, layer) => place.Path == there.Place.Path ? [fresh, layer] : [layer],
            given.Weights,
            seed,
            expected: 1
        );

        var isNew = weights.Leaves.ToLookup(leaf => leaf.Path.Split('/').Contains(Inserted));
        Assert.Equal(2, isNew[true].Count());
        Assert.Equal(CombinatorLaws.Tensors(given.Weights), isNew[false].Select(leaf => leaf.Tensor));
        Assert.Equal(model.Initialize(seed).Leaves.Where(leaf => leaf.Path.Split('/').Contains(Inserted)), isNew[true]);
    }

    [Property]
    public void Another_number_of_changes_than_expected_is_refused(ModelCase given, byte more)
    {
        var count = given.Model.Walk().Count(there => IsChosen(there.Place, 1));
        RewriteRule rule = (place, layer) => IsChosen(place, 1) ? [new Frozen(layer)] : [layer];

        Assert.NotNull(given.Model.Rewrite(rule, given.Weights, 1, count).Model);
        var exception = Assert.Throws<ArgumentException>(() =>
            given.Model.Rewrite(rule, given.Weights, 1, count + 1 + more)
        );
        Assert.Contains($"changed {count} layers", exception.Message, StringComparison.Ordinal);
        Assert.Contains($"expected to change {count + 1 + more}", exception.Message, StringComparison.Ordinal);
    }

    private static ILayer Bare(ILayer layer) =>
        layer switch
        {
            Frozen frozen => Bare(frozen.Inner),
            Named named => named with { Inner = Bare(named.Inner) },
            _ => layer,
        };

    /// <summary>Any layer, at any depth; null where there is none.</summary>
    private static PlacedLayer? Somewhere(Model model, int where)
    {
        var all = model.Walk().ToList();
        return all.Count == 0 ? null : all[(int)((uint)where % all.Count)];
    }

    private static bool IsChosen(Place place, int seed) => RandomKey.FromSeed(seed).Fold(place.Path).Below(2, 0) == 0;

    /// <summary>True where the layer stands in the model's own Sequential, or in one within that, named or frozen or not.</summary>
    private static bool IsInARow(Model model, Place place) =>
        place.Parent is null
        || (
            IsInARow(model, place.Parent)
            && LayerName.Core(model.Walk().Single(there => there.Place.Path == place.Parent.Path).Layer) is Sequential
        );
}
