using FsCheck;
using FsCheck.Fluent;

namespace Convnet;

/// <summary>Random whole models: layers and combinators one after another, each drawn for what the one before makes.</summary>
internal static class ModelGenerators
{
    // Above it layers make no larger samples, so that eight enlargements in a row do not fill the memory.
    private const int LargeSample = 400;

    /// <summary>A model with at most so many layers one after another, and combinators within each other at most so deep.</summary>
    public static Gen<Model> For(Shape input, int depth) =>
        Gen.Choose(1, depth).SelectMany(count => Chain(input, count, depth)).Select(layers => new Model(input, layers));

    private static Gen<List<ILayer>> Chain(Shape sample, int count, int depth) =>
        count == 0
            ? Gen.Constant(new List<ILayer>())
            : from layer in Layer(sample, depth)
            from rest in Chain(layer.OutputShape(sample), count - 1, depth)
            select (List<ILayer>)[layer, .. rest];

    private static Gen<ILayer> Layer(Shape sample, int depth) =>
        sample.Size > LargeSample
            ? Smaller(sample)
            : Gen.Frequency(
                    (6, Gen.Constant(0)),
                    (2, Gen.Constant(1)),
                    (1, Gen.Constant(2)),
                    (1, Gen.Choose(1, depth).Select(deep => -deep))
                )
                .SelectMany(nesting =>
                    nesting < 0
                        ? Deep(sample, -nesting)
                        : CombinatorGenerators.Any(sample, Math.Min(nesting, depth - 1))
                );

    /// <summary>Combinators of one part around each other: deep without being wide.</summary>
    private static Gen<ILayer> Deep(Shape sample, int depth) =>
        depth <= 1
            ? CombinatorGenerators.Keeping(sample, 0)
            : Deep(sample, depth - 1)
                .SelectMany(inner =>
                    Gen.Elements<ILayer>(
                        new Sequential(inner),
                        new Residual(inner),
                        new Branches(Merge.Add, inner),
                        new Repeat(inner, 1),
                        new Stack(inner, 1),
                        new Frozen(inner),
                        new Named("deep", inner)
                    )
                );

    private static Gen<ILayer> Smaller(Shape sample) =>
        sample.Count == 3
            ? Gen.Elements<ILayer>(
                new MaxPooling2D(2) { Padding = Padding.Same },
                new AveragePooling2D(2) { Padding = Padding.Same },
                new Conv2D(2, 3) { Strides = 2, Padding = Padding.Same },
                new GlobalAveragePooling2D()
            )
        : sample.Count == 1 ? LayerGenerators.Dense()
        : Gen.Constant<ILayer>(new Flatten());
}
