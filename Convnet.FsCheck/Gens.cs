using FsCheck;
using FsCheck.Fluent;

namespace Convnet;

/// <summary>
/// Generators to make one's own from: layers for a shape, models for an input, batches and weights for a model. All that they draw is valid, and
/// nothing is drawn in vain. With shrinkers, for parameters of properties: <see cref="ConvnetArbitraries"/>.
/// <para>Example: <c>Prop.ForAll(Gens.ModelFor([28, 28, 1], 4).ToArbitrary(), model => model.Output.Size > 0)</c></para>
/// </summary>
public static class Gens
{
    /// <summary>The most layers one after another, and combinators within each other, that <see cref="Model"/> draws.</summary>
    public const int MostDepth = 8;

    /// <summary>Shapes of at most five axes; without axes, and with axes of no place among them.</summary>
    public static Gen<Shape> Shape { get; } = ShapeGenerators.Any(5, 9);

    /// <summary>Shapes of small samples: images, vectors and matrices, each extent at least 1.</summary>
    public static Gen<Shape> Sample { get; } = SampleGenerators.Usual.Of(Taken.Nested);

    /// <summary>Any kind of values.</summary>
    public static Gen<ValueKind> ValueKind { get; } = Gen.Elements(Enum.GetValues<ValueKind>());

    /// <summary>Any activation of the library, those with a number with several.</summary>
    public static Gen<Activation> Activation { get; } = Gen.Elements<Activation>([.. LayerGenerators.Activations]);

    /// <summary>Any layer of the library on samples that it takes, combinators within each other at most three deep among them.</summary>
    public static Gen<LayerOn> Layer { get; } = Gen.OneOf([.. LayerGenerators.All.Values]);

    /// <summary>Whole models, up to <see cref="MostDepth"/> layers long and combinators as deep.</summary>
    public static Gen<Model> Model { get; } = Sample.SelectMany(input => ModelGenerators.For(input, MostDepth));

    /// <summary>Models with weights.</summary>
    public static Gen<WeightedModel> WeightedModel { get; } = Model.SelectMany(WeightsFor);

    /// <summary>Any optimizer of the library with valid numbers, those made of optimizers among them.</summary>
    public static Gen<IOptimizer> Optimizer { get; } = OptimizerGenerators.Any(["*"]);

    /// <summary>Any schedule of the library, with any of its options.</summary>
    public static Gen<ISchedule> Schedule { get; } = ScheduleGenerators.Any;

    /// <summary>Tensors of at most four axes, of any kind of values.</summary>
    public static Gen<Tensor> Tensor { get; } = ShapeGenerators.Any(4, 4).SelectMany(TensorFor);

    /// <summary>Batches of one to eight small samples.</summary>
    public static Gen<Batch> Batch { get; } =
        from input in Sample
        from target in SampleGenerators.Small.Of(Taken.Any)
        from batch in BatchGenerators.Of(input, target)
        select batch;

    /// <summary>Data sets of one to twelve small samples.</summary>
    public static Gen<Dataset> Dataset { get; } = Sample.SelectMany(DatasetFor);

    /// <summary>Tensors of a shape, of any kind of values.</summary>
    public static Gen<Tensor> TensorFor(Shape shape) => ValueKind.SelectMany(kind => TensorFor(shape, kind));

    /// <summary>Tensors of a shape, of one kind of values.</summary>
    public static Gen<Tensor> TensorFor(Shape shape, ValueKind kind)
    {
        ArgumentNullException.ThrowIfNull(shape);
        return TensorGenerators.Of(shape, kind);
    }

    /// <summary>Layers of the library that take samples of a shape, with any of their options; combinators within each other at most three deep.</summary>
    /// <exception cref="ArgumentException">The shape has no axis, or one of no place: no sample has it.</exception>
    public static Gen<ILayer> LayerFor(Shape sample)
    {
        RefuseEmpty(sample);
        var kinds = LayerGenerators.Kinds.Values.Where(kind => Takes(kind.Takes, sample));
        return from kind in Gen.Elements(kinds)
            from depth in Gen.Choose(1, 2)
            from layer in kind.On(sample, depth)
            select layer;
    }

    /// <summary>Models of an input: layers and combinators one after another, each for what the one before makes.</summary>
    /// <param name="input">The shape of one input sample.</param>
    /// <param name="depth">The most layers one after another, and the most combinators within each other, at least 1.</param>
    /// <exception cref="ArgumentException">The shape has no axis, or one of no place, or the depth is less than 1.</exception>
    public static Gen<Model> ModelFor(Shape input, int depth)
    {
        RefuseEmpty(input);
        ArgumentOutOfRangeException.ThrowIfLessThan(depth, 1);
        return ModelGenerators.For(input, depth);
    }

    /// <summary>A model with weights: no bias and no statistic is at the value that it starts with.</summary>
    public static Gen<WeightedModel> WeightsFor(Model model)
    {
        ArgumentNullException.ThrowIfNull(model);
        return Gen.Choose(0, 1_000_000).Select(seed => new WeightedModel(model, seed));
    }

    /// <summary>Batches for a model: targets are rows as it makes them, or class indices where it makes vectors.</summary>
    public static Gen<Batch> BatchFor(Model model)
    {
        ArgumentNullException.ThrowIfNull(model);
        return BatchGenerators.Of(model.Input, model.Output);
    }

    /// <summary>Optimizers for a tree: groups of parameters are told apart by its paths.</summary>
    public static Gen<IOptimizer> OptimizerFor(Parameters parameters)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        return OptimizerGenerators.Any([
            "*",
            .. parameters.Leaves.Where(leaf => leaf.IsTrainable).Select(leaf => leaf.Path),
        ]);
    }

    /// <summary>Data sets of one to twelve samples of a shape, stored as bytes or float32.</summary>
    /// <exception cref="ArgumentException">The shape has no axis, or one of no place: no sample has it.</exception>
    public static Gen<Dataset> DatasetFor(Shape sample)
    {
        RefuseEmpty(sample);
        return DatasetGenerators.Of(sample);
    }

    private static bool Takes(Taken taken, Shape sample) =>
        taken switch
        {
            Taken.Images => sample.Count == 3,
            Taken.Vectors => sample.Count == 1,
            _ => true,
        };

    private static void RefuseEmpty(Shape sample)
    {
        ArgumentNullException.ThrowIfNull(sample);
        if (sample.Count == 0 || sample.Size == 0)
        {
            throw new ArgumentException(
                $"The shape is {sample}, but a sample has at least one axis, and each at least one place: [28, 28, 1].",
                nameof(sample)
            );
        }
    }
}
