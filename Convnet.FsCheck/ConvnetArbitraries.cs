using FsCheck;
using FsCheck.Fluent;

namespace Convnet;

/// <summary>
/// What FsCheck draws for the parameters of one's own properties, and how it makes counterexamples smaller: valid by construction, with nothing
/// drawn in vain. A model shrinks to the layers that matter.
/// <para>Example: <c>[Property(Arbitrary = [typeof(ConvnetArbitraries)])] public void My_rule(Model model) { … }</c></para>
/// <para>Example in F#: <c>[&lt;Property(Arbitrary = [| typeof&lt;ConvnetArbitraries&gt; |])&gt;] let ``my rule`` (model: Model) = …</c></para>
/// </summary>
public static class ConvnetArbitraries
{
    /// <summary>Shapes of at most five axes; without axes, and with axes of no place among them.</summary>
    public static Arbitrary<Shape> Shapes() => Arb.From(Gens.Shape, ShapeGenerators.Shrink);

    /// <summary>Tensors of at most four axes, of any kind of values: uniform, sparse, ties, extreme magnitudes, denormals.</summary>
    public static Arbitrary<Tensor> Tensors() => Arb.From(Gens.Tensor, TensorGenerators.Shrink);

    /// <summary>Any layer of the library, on samples that it takes.</summary>
    public static Arbitrary<LayerOn> LayersOnSamples() => Arb.From(Gens.Layer, LayerShrinker.Shrink);

    /// <summary>Any layer of the library, for samples that are not told; with them it is a <see cref="LayerOn"/>.</summary>
    public static Arbitrary<ILayer> Layers() => Arb.From(Gens.Layer.Select(given => given.Layer));

    /// <summary>Whole models: layers and combinators of the library, up to eight one after another and within each other.</summary>
    public static Arbitrary<Model> Models() => Arb.From(Gens.Model, ModelShrinker.Shrink);

    /// <summary>Whole models with weights.</summary>
    public static Arbitrary<WeightedModel> WeightedModels() =>
        Arb.From(
            Gens.WeightedModel,
            given => ModelShrinker.Shrink(given.Model).Select(model => given with { Model = model })
        );

    /// <summary>Parameter trees of models that are not told; with its model one is a <see cref="WeightedModel"/>.</summary>
    public static Arbitrary<Parameters> Trees() => Arb.From(Gens.WeightedModel.Select(given => given.Weights));

    /// <summary>Batches of one to eight samples, with class indices or rows, weighted or not.</summary>
    public static Arbitrary<Batch> Batches() => Arb.From(Gens.Batch, BatchGenerators.Shrink);

    /// <summary>Any optimizer of the library with valid numbers, those made of optimizers among them.</summary>
    public static Arbitrary<IOptimizer> Optimizers() => Arb.From(Gens.Optimizer, OptimizerGenerators.Shrink);

    /// <summary>Any schedule of the library, with any of its options.</summary>
    public static Arbitrary<ISchedule> Schedules() => Arb.From(Gens.Schedule);

    /// <summary>Data sets of one to twelve samples, stored as bytes or float32, with class indices, one-hot rows or rows, weighted or not.</summary>
    public static Arbitrary<Dataset> Datasets() => Arb.From(Gens.Dataset, DatasetGenerators.Shrink);
}
