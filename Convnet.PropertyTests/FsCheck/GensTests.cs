using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Xunit;

namespace Convnet.PropertyTests;

/// <summary>What the package draws is valid, whatever is drawn.</summary>
[Properties(Arbitrary = [typeof(ConvnetArbitraries)])]
public sealed class GensTests
{
    [Property]
    public void A_layer_takes_what_it_is_on(LayerOn given) => Assert.True(given.Output.Size > 0);

    [Property]
    public Property A_layer_for_a_shape_takes_it() =>
        Prop.ForAll(
            (
                from sample in Gens.Sample
                from layer in Gens.LayerFor(sample)
                select new LayerOn(layer, sample)
            ).ToArbitrary(),
            given => given.Output.Size > 0
        );

    [Fact]
    public void Layers_for_an_image_are_of_every_kind_that_takes_images()
    {
        var drawn = Gens.LayerFor([6, 6, 2]).Seeded(2_000).Select(layer => layer.GetType()).ToHashSet();

        Assert.Equal(
            LayerGenerators.Kinds.Keys.Except([typeof(Dense)]).Select(type => type.Name).Order(),
            drawn.Select(type => type.Name).Order()
        );
    }

    [Property]
    public void A_model_gives_what_it_tells_and_its_values_are_finite(WeightedModel given)
    {
        var input = Initializer.RandomUniform(-1, 1).Fill(given.Model.Input.Batch(2), RandomKey.FromSeed(given.Seed));
        var output = given.Model.Forward(given.Weights, input);

        Assert.Equal(given.Model.Output.Batch(2), output.Shape);
        Assert.All(output.ToArray(), value => Assert.True(float.IsFinite(value)));
    }

    [Property]
    public Property A_model_for_an_input_has_it_and_is_no_deeper_than_told() =>
        Prop.ForAll(
            (
                from sample in Gens.Sample
                from depth in Gen.Choose(1, 8)
                from model in Gens.ModelFor(sample, depth)
                select (sample, depth, model)
            ).ToArbitrary(),
            drawn =>
                drawn.model.Input == drawn.sample
                && drawn.model.Body.Layers.Length <= drawn.depth
                && Nesting(drawn.model.Body, drawn.sample) <= drawn.depth + 1
        );

    [Fact]
    public void Models_are_of_every_length_and_hold_every_combinator_many_of_them_deep()
    {
        var models = Gens.Model.Seeded(2_000);
        var layers = models.SelectMany(model => model.Walk()).Select(placed => placed.Layer.GetType()).ToHashSet();

        Assert.Equal(Enumerable.Range(1, 8), models.Select(model => model.Body.Layers.Length).Distinct().Order());
        Type[] combinators = [typeof(Sequential), typeof(Residual), typeof(Branches), typeof(Repeat), typeof(Stack)];
        Assert.Subset(layers, combinators.ToHashSet());
        Assert.Contains(models, model => Nesting(model.Body, model.Input) > 6);
    }

    [Property]
    public void No_leaf_stays_at_the_value_that_it_starts_with(WeightedModel given)
    {
        Assert.Equal(given.Weights, given.Weights);
        Assert.All(
            given.Weights.Leaves.Zip(given.Model.Initialize(given.Seed).Leaves),
            pair =>
            {
                Assert.NotEqual(pair.First.Tensor, pair.Second.Tensor);
                if (pair.First.Path.EndsWith("variance", StringComparison.Ordinal))
                {
                    Assert.All(pair.First.Tensor.ToArray(), value => Assert.True(value >= 0));
                }
            }
        );
    }

    [Property]
    public Property A_batch_for_a_model_is_what_it_takes_and_is_measured_by() =>
        Prop.ForAll(
            Gens.Model.SelectMany(model => Gens.BatchFor(model).Select(batch => (model, batch))).ToArbitrary(),
            drawn =>
            {
                var (model, batch) = drawn;
                var labels = batch.Target.Shape.Count == 1;
                Assert.Equal(model.Input.Batch(batch.Count), batch.Input.Shape);
                Assert.Equal(labels ? [batch.Count] : model.Output.Batch(batch.Count), batch.Target.Shape);
                Assert.True(!labels || batch.Target.ToArray().All(label => label < model.Output[0]));
            }
        );

    [Property]
    public void Smaller_batches_are_parts(Batch batch) =>
        Assert.All(
            ConvnetArbitraries.Batches().Shrinker(batch),
            smaller =>
            {
                Assert.True(smaller.Count < batch.Count || smaller.Weights is null);
                Assert.Equal(batch.Input.Shape.Sample, smaller.Input.Shape.Sample);
            }
        );

    [Property]
    public void An_optimizer_makes_steps_of_finite_gradients(IOptimizer optimizer)
    {
        var tree = Optimization.Tree(0.5f, -1, 0);
        var (update, state) = optimizer.Update(tree, optimizer.Initialize(tree), tree);

        Assert.Equal(1, state.Step);
        Assert.All(Assert.Single(update.Leaves).Tensor.ToArray(), value => Assert.True(float.IsFinite(value)));
        Assert.All(ConvnetArbitraries.Optimizers().Shrinker(optimizer), simpler => Assert.NotEqual(optimizer, simpler));
    }

    [Property]
    public Property An_optimizer_for_a_tree_has_parameters_in_each_of_its_groups() =>
        Prop.ForAll(
            (
                from given in Gens.WeightedModel
                let trained = given.Weights.Only(leaf => leaf.IsTrainable)
                from optimizer in Gens.OptimizerFor(trained)
                select (trained, optimizer)
            ).ToArbitrary(),
            drawn => drawn.trained.Count == 0 || drawn.optimizer.Initialize(drawn.trained).Step == 0
        );

    [Property]
    public void A_schedule_has_a_rate_for_every_step(ISchedule schedule, NonNegativeInt step) =>
        Assert.InRange(schedule.At(step.Get), 0, double.MaxValue);

    [Fact]
    public void Every_optimizer_and_every_schedule_of_the_core_is_drawn()
    {
        Assert.Equal(Public<IOptimizer>(), Names(Gens.Optimizer.Seeded(2_000)));
        Assert.Equal(Public<ISchedule>(), Names(Gens.Schedule.Seeded(200)));

        static IEnumerable<string> Public<T>() =>
            typeof(T)
                .Assembly.GetExportedTypes()
                .Where(type => type is { IsClass: true, IsAbstract: false } && type.IsAssignableTo(typeof(T)))
                .Select(type => type.Name)
                .Order();

        static IEnumerable<string> Names<T>(IEnumerable<T> drawn) =>
            drawn.Select(value => value!.GetType().Name).Distinct().Order();
    }

    [Property]
    public void A_data_set_gives_batches_and_smaller_ones_hold_fewer_samples(Dataset data)
    {
        Assert.Equal(data.Count, data.Batch().Count);
        Assert.All(
            ConvnetArbitraries.Datasets().Shrinker(data),
            smaller => Assert.InRange(smaller.Count, 1, data.Count - 1)
        );
    }

    [Property]
    public void Smaller_tensors_are_smaller_or_simpler(Tensor tensor) =>
        Assert.All(
            ConvnetArbitraries.Tensors().Shrinker(tensor),
            simpler =>
                Assert.True(
                    simpler.Shape.Size < tensor.Shape.Size || simpler.ToArray().All(value => value is 0 or 1 or -1)
                )
        );

    [Property]
    public Property Values_are_of_their_kind() =>
        Prop.ForAll(
            (
                from kind in Gens.ValueKind
                from tensor in Gens.TensorFor([64], kind)
                select (kind, values: tensor.ToArray())
            ).ToArbitrary(),
            drawn =>
                drawn.kind switch
                {
                    ValueKind.Uniform => drawn.values.All(value => value is >= -1 and < 1)
                        && drawn.values.Distinct().Count() > 32,
                    ValueKind.Sparse => drawn.values.Count(value => value == 0) > 32,
                    ValueKind.Ties => drawn.values.All(value => value is -1 or 0 or 1),
                    ValueKind.Extreme => drawn.values.All(float.IsNormal)
                        && drawn.values.Max(MathF.Abs) > 1e12f * drawn.values.Min(MathF.Abs),
                    _ => drawn.values.All(value => value == 0 || float.IsSubnormal(value)),
                }
        );

    [Fact]
    public void Shapes_that_no_sample_has_are_refused()
    {
        Assert.Throws<ArgumentException>(() => Gens.LayerFor([]));
        Assert.Throws<ArgumentException>(() => Gens.ModelFor([3, 0], 2));
        Assert.Throws<ArgumentException>(() => Gens.DatasetFor([0]));
        Assert.Throws<ArgumentOutOfRangeException>(() => Gens.ModelFor([3], 0));
    }

    private static int Nesting(ILayer layer, Shape input) =>
        (layer is Frozen or Named ? 1 : 0)
        + (
            layer is Frozen { Inner: var frozen } ? Nesting(frozen, input)
            : layer is Named { Inner: var named } ? Nesting(named, input)
            : layer.Parts(input).Select(part => 1 + Nesting(part.Layer, part.Input)).DefaultIfEmpty(0).Max()
        );
}
