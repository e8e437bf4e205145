using FsCheck;
using FsCheck.Fluent;

namespace Convnet.PropertyTests;

/// <summary>What FsCheck draws for the parameters of properties: valid by construction, with shrinkers.</summary>
public static class Generators
{
    /// <summary>Any layer of the library, whole small models among them.</summary>
    public static Arbitrary<LayerCase> Layers() => Of([.. LayerGenerators.All.Keys]);

    /// <summary>Tensors of at most four axes, of any kind of values.</summary>
    public static Arbitrary<Tensor> Tensors() => ConvnetArbitraries.Tensors();

    /// <summary>Shapes of at most five axes.</summary>
    public static Arbitrary<Shape> Shapes() => ConvnetArbitraries.Shapes();

    /// <summary>Parameter trees of models, as their Initialize makes them, with the case that they belong to.</summary>
    public static Arbitrary<ParameterCase> Trees() =>
        Arb.From(
            Of([typeof(Sequential)]).Generator.Select(given => new ParameterCase(given)),
            tree => CaseShrinker.Shrink(tree.Given).Select(given => new ParameterCase(given))
        );

    /// <summary>Models of combinators within each other, often with a combinator of a user's around one of their layers.</summary>
    public static Arbitrary<ModelCase> Models() =>
        Arb.From(
            from given in Of([typeof(Sequential)]).Generator
            from number in Gen.Choose(0, 99)
            select new ModelCase(given with { Layer = WithASkip(given, number) }),
            model =>
                CaseShrinker
                    .Shrink(model.Given)
                    .Where(given => given.Layer is Sequential)
                    .Select(given => new ModelCase(given))
        );

    /// <summary>Cases of these layers.</summary>
    public static Arbitrary<LayerCase> Of(params Type[] layers) =>
        Arb.From(
            from type in Gen.Elements(layers)
            from drawn in LayerGenerators.All[type]
            from samples in Gen.Choose(1, 4)
            from draws in Gen.Elements(Draws.Few, Draws.Grid, Draws.Fine)
            from seed in Gen.Choose(0, 1_000_000)
            select new LayerCase(drawn.Layer, drawn.Input, samples, draws, seed),
            given => CaseShrinker.Shrink(given).Where(simpler => layers.Contains(simpler.Layer.GetType()))
        );

    private static ILayer WithASkip(LayerCase given, int number)
    {
        var spots = Spot.All(given.Layer, given.Sample)
            .Where(spot => spot.Numbers.Count > 0 && spot.Layer.OutputShape(spot.Input) == spot.Input)
            .ToList();
        return spots.Count == 0 ? given.Layer : spots[number % spots.Count].With(layer => new SkipConnection(layer));
    }
}
