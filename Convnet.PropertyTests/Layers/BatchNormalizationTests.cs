using FsCheck;
using FsCheck.Xunit;
using Xunit;

namespace Convnet.PropertyTests;

/// <summary>A normalization by the batch: the general laws hold it to its formula, here are what it is for, its moving averages, and its slices.</summary>
[Properties(Arbitrary = [typeof(Normalizations)])]
public sealed class BatchNormalizationTests
{
    private static readonly Phase Step = Phase.Training(RandomKey.FromSeed(1));

    [Property]
    public void In_training_each_channel_gets_mean_beta_and_deviation_gamma(LayerCase given)
    {
        var layer = (BatchNormalization)given.Layer with { Scale = false, Center = false };
        var channels = given.Sample[^1];
        var (before, after) = (
            Columns(given.Input, channels),
            Columns(layer.Forward(given.Parameters, given.Input, Step), channels)
        );
        Assert.All(
            before.Zip(after),
            pair =>
            {
                var (variance, most) = (Variance(pair.First), pair.First.Max(Math.Abs));
                var tolerance = 1e-6 * (1 + (most / Math.Sqrt(layer.Epsilon)));
                Assert.Equal(0, pair.Second.Average(), tolerance);
                Assert.Equal(variance / (variance + layer.Epsilon), Variance(pair.Second), tolerance);
            }
        );
    }

    [Property]
    public void Moving_averages_move_towards_mean_and_variance_of_the_batch(LayerCase given)
    {
        var layer = (BatchNormalization)given.Layer;
        var state = layer.ForwardWithPullback(given.Parameters, given.Input, Step).State!;
        var columns = Columns(given.Input, given.Sample[^1]);
        Assert.Equal(["moving_mean", "moving_variance"], state.Leaves.Select(leaf => leaf.Path));
        for (var channel = 0; channel < columns.Count; channel++)
        {
            Moved("moving_mean", channel, columns[channel].Average());
            Moved("moving_variance", channel, Variance(columns[channel]));
        }

        void Moved(string name, int channel, double value)
        {
            var expected = (layer.Momentum * given.Parameters[name].Values[channel]) + ((1 - layer.Momentum) * value);
            Assert.Equal(expected, state[name].Values[channel], 1e-6 * (1 + Math.Abs(value) + Math.Abs(expected)));
        }
    }

    [Property]
    public void How_a_batch_is_cut_does_not_show(LayerCase given, byte cut)
    {
        ISummed layer = (BatchNormalization)given.Layer;
        var whole = layer.ForwardWithPullback(given.Parameters, given.Input, Step);
        var (gradients, sent) = (whole.Pullback(given.OutputGradient()), given.OutputGradient());
        var first = cut % (given.Samples + 1);
        (int Start, int End)[] pieces = [(0, first), (first, given.Samples)];
        var count = layer.SumsOf(given.Sample);
        var sums = new double[count * given.Samples];
        foreach (var piece in pieces)
        {
            layer.SumUp(Piece(given.Input, piece), Sums(piece));
        }

        var pass = layer.Conclude(given.Parameters, given.Sample, sums);
        Assert.Equal(whole.State, pass.State);
        Assert.Equal(whole.Output, Joined(pieces, piece => pass.Output(Piece(given.Input, piece))));
        foreach (var piece in pieces)
        {
            pass.SumUp(Piece(given.Input, piece), Piece(sent, piece), Sums(piece));
        }

        var back = pass.Conclude(sums);
        Assert.Equal(gradients.Parameters, back.Parameters);
        Assert.Equal(
            gradients.Input,
            Joined(pieces, piece => back.Input(Piece(given.Input, piece), Piece(sent, piece)))
        );

        Span<double> Sums((int Start, int End) piece) => sums.AsSpan((piece.Start * count)..(piece.End * count));
    }

    [Fact]
    public void It_couples_samples_where_it_learns_moving_averages_alone()
    {
        var layer = new BatchNormalization();
        Assert.True(layer.CouplesSamples(Step));
        Assert.False(layer.CouplesSamples(Phase.Inference));
        Assert.False(layer.CouplesSamples(Step.Freeze()));
        Assert.Null(layer.ForwardWithPullback(new Model([2], layer).Initialize(1)[0], Input, Step.Freeze()).State);
    }

    [Fact]
    public void Bad_values_are_refused()
    {
        Refusal.Of<ArgumentOutOfRangeException>(
            () => new BatchNormalization { Momentum = 1.5 },
            "Momentum is 1.5",
            "from 0 to 1"
        );
        Refusal.Of<ArgumentOutOfRangeException>(
            () => new BatchNormalization { Epsilon = 0 },
            "Epsilon is 0",
            "above 0"
        );
        Refusal.Of<ShapeException>(() => new BatchNormalization().OutputShape([]), "no axis", "(1)");
        Refusal.Of<ShapeException>(() => new BatchNormalization().OutputShape([3, 0]), "(3, 0)", "no values");
        Refusal.Of<ShapeException>(() => new BatchNormalization().OutputShape([0, 3]), "(0, 3)", "no values");
        Refusal.Of<ShapeException>(() => new LayerNormalization().OutputShape([3, 0]), "(3, 0)", "no values");
        Refusal.Of<ArgumentOutOfRangeException>(() => new LayerNormalization { Epsilon = -1 }, "Epsilon is -1");
        Refusal.Of<ArgumentException>(() => new LayerNormalization { Axis = 0 }, "[0]", "the batch");
        Refusal.Of<ShapeException>(
            () => new LayerNormalization { Axis = [1, 4] }.OutputShape([2, 3, 4]),
            "[1, 4]",
            "(2, 3, 4)",
            "1 to 3"
        );
        Refusal.Of<ShapeException>(() => new LayerNormalization { Axis = [3, -1] }.OutputShape([2, 3, 4]), "each once");
    }

    private static Tensor Input => Tensor.Of([2, 2], [1, 2, 3, 4]);

    private static List<List<double>> Columns(Tensor batch, int channels) =>
        [
            .. Enumerable
                .Range(0, channels)
                .Select(channel =>
                    batch.ToArray().Skip(channel).Chunk(channels).Select(row => (double)row[0]).ToList()
                ),
        ];

    private static double Variance(List<double> values)
    {
        var mean = values.Average();
        return values.Average(value => (value - mean) * (value - mean));
    }

    private static Tensor Piece(Tensor batch, (int Start, int End) piece) =>
        BatchLaws.Slice(batch, piece.Start, piece.End - piece.Start);

    private static Tensor Joined((int Start, int End)[] pieces, Func<(int Start, int End), Tensor> part)
    {
        var parts = pieces.Select(part).ToList();
        return Tensor.Of(
            parts[0].Shape.Sample.Batch(parts.Sum(piece => piece.Samples)),
            [.. parts.SelectMany(piece => piece.ToArray())]
        );
    }

    /// <summary>Cases of the one layer.</summary>
    public static class Normalizations
    {
        public static Arbitrary<LayerCase> Layers() => Generators.Of(typeof(BatchNormalization));
    }
}
