using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace Convnet.PropertyTests;

/// <summary>Training with Winograd's algorithm is training without it, but for rounding.</summary>
public sealed class WinogradTilesTests
{
    private static Model Wide { get; } =
        new(
            [12, 12, 16],
            new Conv2D(32, 3) { Padding = Padding.Same, Activation = Activation.Relu },
            new Residual(new Conv2D(32, 3) { Padding = Padding.Same, Activation = Activation.Tanh }),
            new Frozen(new Conv2D(32, 3)),
            new Conv2D(32, 3) { Activation = Activation.Relu },
            new MaxPooling2D(),
            new Flatten(),
            new Dense(Training.Classes) { Activation = Activation.Softmax }
        );

    [Fact]
    public void Convolutions_for_which_it_pays_get_tiles_wherever_they_stand()
    {
        var body = Objective.Prepared(Wide, winograd: true);
        int[] tiles = [.. Convolutions(body, Wide.Input).Select(convolution => convolution.WinogradTile)];
        Assert.Equal(4, tiles.Length);
        Assert.All(tiles, tile => Assert.InRange(tile, 2, 4));
        Assert.All(
            Convolutions(Objective.Prepared(Wide, winograd: false), Wide.Input),
            convolution => Assert.Equal(0, convolution.WinogradTile)
        );
    }

    [Property(Arbitrary = [typeof(Tiled)], MaxTest = 300)]
    public void A_convolution_with_tiles_keeps_the_laws_of_layers(LayerCase given)
    {
        Laws.Verified(given, Law.OutputShape, Law.Agreement, Law.Purity, Law.GradientShapes, Law.Wanted);
        Laws.ReusedBuffersDoNotShow(given);
    }

    [Fact]
    public void A_step_with_it_is_the_step_without_it_within_its_error()
    {
        var (data, trainer) = (Data(20), Training.Trainer(Wide, new SGD(0.1)));
        var start = TrainingState.Of(trainer);
        var with = (trainer with { Winograd = true }).Step(start, data.Batch());
        var without = (trainer with { Winograd = false }).Step(start, data.Batch());
        Assert.Equal(without.Loss, with.Loss, 1e-5);
        Assert.InRange(Training.Distance(without.Parameters, with.Parameters), 0, 1e-5);
    }

    [Fact]
    public void Any_number_of_threads_gives_the_same_bits()
    {
        var (data, trainer) = (Data(40), Training.Trainer(Wide) with { Winograd = true });
        var one = (trainer with { Threads = 1 }).Epochs(data).Take(2).Last();
        foreach (var threads in (int[])[2, 3, 7])
        {
            var many = (trainer with { Threads = threads }).Epochs(data).Take(2).Last();
            Assert.Equal(one.State, many.State);
            Assert.Equal(one.Predict(data), many.Predict(data));
        }
    }

    [Fact]
    public void Predictions_do_not_depend_on_the_batch_before_them()
    {
        var (weights, batch) = (Wide.Initialize(1), Data(9).Batch().Input);
        var first = Wide.Predict(weights, batch);
        Wide.Predict(Wide.Initialize(2), batch);
        Assert.Equal(first, Wide.Predict(weights, batch));
        Assert.Equal(first, new Model(Wide.Input, Wide.Body.Layers).Predict(weights, batch, 1));
    }

    private static IEnumerable<Conv2D> Convolutions(ILayer layer, Shape input) =>
        layer switch
        {
            Conv2D convolution => [convolution],
            PooledConvolution pooled => [pooled.Layer],
            Frozen frozen => Convolutions(frozen.Inner, input),
            _ => layer.Parts(input).SelectMany(part => Convolutions(part.Layer, part.Input)),
        };

    private static Dataset Data(int count)
    {
        var key = RandomKey.FromSeed(3);
        var images = Enumerable
            .Range(0, count)
            .Select(i => Enumerable.Range(0, 2304).Select(j => key.Uniform((ulong)((i * 2304) + j))).ToArray());
        return Dataset.OfArrays([12, 12, 16], [.. images], Enumerable.Range(0, count).Select(i => i % 3).ToArray());
    }

    /// <summary>Convolutions that Winograd's algorithm can compute, with each size of tile.</summary>
    public static class Tiled
    {
        public static Arbitrary<LayerCase> Layers() =>
            Arb.From(
                from given in Generators.Of(typeof(Conv2D)).Generator
                from tile in Gen.Choose(2, 4)
                select given with
                {
                    Layer = (Conv2D)given.Layer with
                    {
                        Kernel = 3,
                        Strides = 1,
                        Dilation = 1,
                        Groups = 1,
                        Padding = Padding.Same,
                        WinogradTile = tile,
                    },
                }
            );
    }
}
