using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Xunit;

namespace Convnet.PropertyTests;

/// <summary>Counterexamples that are models shrink to the layers that matter.</summary>
[Properties(Arbitrary = [typeof(ConvnetArbitraries)])]
public sealed class ModelShrinkerTests
{
    [Property]
    public void Simpler_models_compose_and_are_others(Model model) =>
        Assert.All(
            ConvnetArbitraries.Models().Shrinker(model).Take(200),
            simpler =>
            {
                Assert.True(simpler.Output.Size > 0);
                Assert.NotEqual(model, simpler);
            }
        );

    [Property]
    public void A_model_that_always_fails_shrinks_to_none_of_its_layers(Model model)
    {
        var smallest = Smallest(model, _ => true);

        Assert.Empty(smallest.Body.Layers);
        Assert.All(smallest.Input.Extents, extent => Assert.Equal(1, extent));
    }

    [Property]
    public void A_model_shrinks_to_the_one_layer_that_matters(Model model, NonNegativeInt which)
    {
        var layer = model.Body.Layers[which.Get % model.Body.Layers.Length].GetType();

        Assert.Single(Smallest(model, candidate => Holds(candidate, layer)).Body.Layers);
    }

    [Property]
    public void A_model_shrinks_to_the_two_neighbours_that_matter(Model model, NonNegativeInt which)
    {
        var layers = model.Body.Layers;
        var at = which.Get % layers.Length;
        var (first, second) = (layers[at].GetType(), layers[Math.Min(at + 1, layers.Length - 1)].GetType());

        var smallest = Smallest(model, candidate => Holds(candidate, first) && Holds(candidate, second));

        Assert.InRange(smallest.Body.Layers.Length, 1, 2);
    }

    [Fact]
    public void Of_eight_layers_the_first_and_the_last_are_left_whatever_is_between_them()
    {
        var model = new Model(
            [9, 9, 2],
            new Conv2D(8, 3),
            new UpSampling2D(2),
            new Branches(Merge.Concatenate, new Sequential(), new Conv2D(4, 1)),
            new BatchNormalization(),
            new Residual(new Conv2D(12, 3) { Padding = Padding.Same }),
            new Flatten(),
            new Reshape([14, 14, 12]),
            new MaxPooling2D(4)
        );

        var smallest = Smallest(
            model,
            candidate => Holds(candidate, typeof(Conv2D)) && Holds(candidate, typeof(MaxPooling2D))
        );

        Assert.Equal(new Model([1, 1, 1], new Conv2D(1, 1) { UseBias = false }, new MaxPooling2D(1)), smallest);
    }

    [Fact]
    public void FsCheck_itself_reports_the_shrunk_model()
    {
        var models = Gens.ModelFor([5, 5, 2], 8)
            .Select(model => new Model(model.Input, [new Dropout(0.3), .. model.Body.Layers]));

        var failure = Assert.ThrowsAny<Exception>(() =>
            Prop.ForAll(Arb.From(models, ConvnetArbitraries.Models().Shrinker), model => !Holds(model, typeof(Dropout)))
                .QuickCheckThrowOnFailure()
        );

        // Which of several dropouts is left, and whether of an image or of a vector, is as it was drawn.
        Assert.Matches(@"Model \((1, 1, )?1\) → \((1, 1, )?1\)\n +Dropout\([0-9.]+\)\n(?! )", failure.Message);
    }

    // What FsCheck does with a counterexample: the first simpler one that fails, again and again.
    private static Model Smallest(Model model, Func<Model, bool> fails)
    {
        while (ConvnetArbitraries.Models().Shrinker(model).FirstOrDefault(fails) is { } simpler)
        {
            model = simpler;
        }

        return model;
    }

    private static bool Holds(Model model, Type layer) => model.Walk().Any(placed => placed.Layer.GetType() == layer);
}
