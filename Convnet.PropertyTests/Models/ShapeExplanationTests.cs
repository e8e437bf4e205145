using System.Text.RegularExpressions;
using Xunit;

namespace Convnet.PropertyTests;

public sealed partial class ShapeExplanationTests
{
    [Fact]
    public void The_chapters_convnet_is_explained_row_by_row() =>
        Assert.Equal(
            """
            conv2d           (28, 28, 1) → (26, 26, 32)   28 → 26: a 3×3 window without padding fits 28 − 3 + 1 = 26 times; 32 filters
            max_pooling2d    (26, 26, 32) → (13, 13, 32)  26 → 13: a 2×2 window every 2 places without padding fits ⌊(26 − 2)/2⌋ + 1 = 13 times
            conv2d_1         (13, 13, 32) → (11, 11, 64)  13 → 11: a 3×3 window without padding fits 13 − 3 + 1 = 11 times; 64 filters
            max_pooling2d_1  (11, 11, 64) → (5, 5, 64)    11 → 5: a 2×2 window every 2 places without padding fits ⌊(11 − 2)/2⌋ + 1 = 5 times
            conv2d_2         (5, 5, 64) → (3, 3, 64)      5 → 3: a 3×3 window without padding fits 5 − 3 + 1 = 3 times; 64 filters
            flatten          (3, 3, 64) → (576)           3 · 3 · 64 = 576 values in one row
            dense            (576) → (64)                 64 sums over all 576 inputs
            dense_1          (64) → (10)                  10 sums over all 64 inputs
            """.ReplaceLineEndings("\n"),
            Examples.Convnet.ExplainShapes()
        );

    [Fact]
    public void Without_max_pooling_the_chapters_convnet_has_30976_values_to_flatten()
    {
        var convnet = Examples.Convnet.Rewrite((_, layer) => layer is MaxPooling2D or Dense ? [] : [layer]);
        Assert.EndsWith(
            "flatten   (22, 22, 64) → (30976)       22 · 22 · 64 = 30,976 values in one row",
            convnet.ExplainShapes(),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Combinators_say_what_they_do_and_their_parts_stand_below_them()
    {
        var same = new Conv2D(4, (3, 2)) { Padding = Padding.Same, Groups = 2 };
        var model = new Model(
            [7, 8, 4],
            new Residual(new Sequential(same, new Tap())),
            new Branches(Merge.Concatenate, new Slice(1, 3), new Frozen(new Conv2D(2, 1)), new Sequential()),
            new Named("twice", new Repeat(new ActivationLayer(Activation.Relu), 2)),
            new Conv2D(4, (3, 3)) { Dilation = 2 },
            new Stack(new AveragePooling2D(2) { Padding = Padding.Same }, 2),
            new Branches(Merge.Add, new GlobalMaxPooling2D(), new GlobalAveragePooling2D()),
            new Residual(new Reshape([4]), new Tap()),
            new ChannelScale(1)
        );
        Assert.Equal(
            """
            residual                    (7, 8, 4) → (7, 8, 4)  body + input, both of this shape: unchanged
              sequential                (7, 8, 4) → (7, 8, 4)  2 in a row: that of the last
                conv2d                  (7, 8, 4) → (7, 8, 4)  height 7 → 7: a window of 3 stands ⌈7/1⌉ = 7 times, with padding of 1 before and 1 after; width 8 → 8: a window of 2 stands ⌈8/1⌉ = 8 times, with padding of 0 before and 1 after; 4 filters in 2 groups
                tap                     (7, 8, 4) → (7, 8, 4)  unchanged
            branches                    (7, 8, 4) → (7, 8, 9)  3 + 2 + 4 = 9 channels
              slice                     (7, 8, 4) → (7, 8, 3)  channels 1 to 3 of 4, counted from 0
              conv2d                    (7, 8, 4) → (7, 8, 2)  height 7 → 7: a window of 1 without padding fits 7 − 1 + 1 = 7 times; width 8 → 8: a window of 1 without padding fits 8 − 1 + 1 = 8 times; 2 filters; frozen
              sequential                (7, 8, 4) → (7, 8, 4)  no layer: unchanged
            twice                       (7, 8, 9) → (7, 8, 9)  2 times with the same weights: unchanged
              activation                (7, 8, 9) → (7, 8, 9)  unchanged
            conv2d                      (7, 8, 9) → (3, 4, 4)  height 7 → 3: a window of 3, spread over (3 − 1) · 2 + 1 = 5 places, without padding fits 7 − 5 + 1 = 3 times; width 8 → 4: a window of 3, spread over (3 − 1) · 2 + 1 = 5 places, without padding fits 8 − 5 + 1 = 4 times; 4 filters
            stack                       (3, 4, 4) → (1, 1, 4)  2 copies in a row: that of the last
              average_pooling2d         (3, 4, 4) → (2, 2, 4)  height 3 → 2: a window of 2 every 2 places stands ⌈3/2⌉ = 2 times, with padding of 0 before and 1 after; width 4 → 2: a window of 2 every 2 places stands ⌈4/2⌉ = 2 times, with padding of 0 before and 0 after
              average_pooling2d_1       (2, 2, 4) → (1, 1, 4)  2 → 1: a 2×2 window every 2 places stands ⌈2/2⌉ = 1 time, with padding of 0 before and 0 after
            branches_1                  (1, 1, 4) → (4)        2 outputs of this shape, added
              global_max_pooling2d      (1, 1, 4) → (4)        the largest of 1 · 1 = 1 values in each of 4 channels
              global_average_pooling2d  (1, 1, 4) → (4)        the mean of 1 · 1 = 1 values in each of 4 channels
            residual_1                  (4) → (4)              body + shortcut, both of this shape
              reshape                   (4) → (4)              4 values as before
              tap                       (4) → (4)              unchanged
            channel_scale               (4) → (4)
            """.ReplaceLineEndings("\n"),
            model.ExplainShapes()
        );
    }

    [Fact]
    public void Convolutions_of_other_kinds_say_what_they_do()
    {
        var model = new Model(
            [9, 9, 4],
            new DepthwiseConv2D(3) { DepthMultiplier = 2 },
            new SeparableConv2D(6, (3, 2)),
            new Conv2DTranspose(5, 3) { Strides = 2, Padding = Padding.Same },
            new Conv2DTranspose(5, 4) { Strides = (2, 3), OutputPadding = (1, 2) }
        );
        Assert.Equal(
            """
            depthwise_conv2d    (9, 9, 4) → (7, 7, 8)      9 → 7: a 3×3 window without padding fits 9 − 3 + 1 = 7 times; 4 · 2 = 8 channels, each on its own
            separable_conv2d    (7, 7, 8) → (5, 6, 6)      height 7 → 5: a window of 3 without padding fits 7 − 3 + 1 = 5 times; width 7 → 6: a window of 2 without padding fits 7 − 2 + 1 = 6 times; 8 · 1 = 8 channels, each on its own, mixed into 6 filters
            conv2d_transpose    (5, 6, 6) → (10, 12, 5)    height 5 → 10: windows of 3, 2 apart, 5 · 2 = 10; width 6 → 12: windows of 3, 2 apart, 6 · 2 = 12; 5 filters
            conv2d_transpose_1  (10, 12, 5) → (23, 39, 5)  height 10 → 23: windows of 4, 2 apart, (10 − 1) · 2 + 5 = 23; width 12 → 39: windows of 4, 3 apart, (12 − 1) · 3 + 6 = 39; 5 filters
            """.ReplaceLineEndings("\n"),
            model.ExplainShapes()
        );
    }

    [Fact]
    public void A_model_without_layers_has_nothing_to_explain() => Assert.Equal("", new Model([3]).ExplainShapes());

    [Property]
    public void Every_number_of_an_explanation_is_that_of_the_shapes(LayerCase given)
    {
        var (layer, output) = (given.Layer, given.Layer.OutputShape(given.Sample));
        Model[] models =
        [
            new(given.Sample, layer),
            new(given.Sample, new Frozen(new Named("layer", layer)), new Slice(output[^1] / 2, 1)),
            new(
                given.Sample,
                new Branches(Merge.Concatenate, layer, new Sequential(layer), layer),
                new Reshape([3 * output.Size])
            ),
            new(given.Sample, new Residual(layer, layer), new Stack(new Tap(), 2), new Repeat(new Sequential(), 3)),
            new(given.Sample, new Branches(Merge.Multiply, layer, layer)),
        ];
        foreach (var model in models)
        {
            var rows = model.ExplainShapes().Split('\n');
            foreach (var (row, placed) in rows.Zip(model.Walk(), (row, placed) => (row, placed)))
            {
                var (layerThere, input) = (LayerName.Core(placed.Layer), placed.Place.Input);
                var shapes = $"{input} → {layerThere.OutputShape(input)}";
                Assert.Equal(placed.Place.Label, row.TrimStart().Split(' ')[0]);
                Assert.Contains(shapes, row, StringComparison.Ordinal);
                Hold(layerThere, input, row[(row.IndexOf(shapes, StringComparison.Ordinal) + shapes.Length)..].Trim());
            }

            Assert.Equal(model.Walk().Count(), rows.Length);
        }
    }

    private static void Hold(ILayer layer, Shape input, string why)
    {
        var output = layer.OutputShape(input);
        Assert.Equal(layer.GetType().Assembly == typeof(ILayer).Assembly, why.Length > 0);
        Assert.All(Arithmetic.Equations(why), equation => Assert.Equal(equation.Right, equation.Left));
        Assert.All(
            SaidOf(layer, why, output),
            said => Assert.True(said.Number == said.Expected, $"{said.Number} is not {said.Expected}: {why}")
        );
        if (why.Contains("unchanged", StringComparison.Ordinal))
        {
            Assert.Equal(input, output);
        }

        (Size2D Kernel, Size2D Strides, Size2D Dilation)? windows = layer switch
        {
            Conv2D conv => (conv.Kernel, conv.Strides, conv.Dilation),
            DepthwiseConv2D conv => (conv.Kernel, conv.Strides, conv.Dilation),
            SeparableConv2D conv => (conv.Kernel, conv.Strides, conv.Dilation),
            MaxPooling2D pooling => (pooling.PoolSize, pooling.Strides, 1),
            AveragePooling2D pooling => (pooling.PoolSize, pooling.Strides, 1),
            _ => null,
        };
        if (windows is var (kernel, strides, dilation))
        {
            HoldAxis(why, 0, input, output, (kernel.Height - 1) * dilation.Height, strides.Height);
            HoldAxis(why, 1, input, output, (kernel.Width - 1) * dilation.Width, strides.Width);
        }
    }

    /// <summary>The numbers that an explanation ends in, and what they have to be.</summary>
    private static IEnumerable<(int Number, int Expected)> SaidOf(ILayer layer, string why, Shape output) =>
        layer switch
        {
            Conv2D or SeparableConv2D => [(Before(why, " filters"), output[2])],
            DepthwiseConv2D => [(Before(why, " channels"), output[2])],
            Conv2DTranspose => [.. Extents(why).Zip(Extents(output)), (Before(why, " filters"), output[2])],
            UpSampling2D or ZeroPadding2D or Cropping2D =>
            [
                (Before(why, " rows"), output[0]),
                (Before(why, " columns"), output[1]),
            ],
            GlobalMaxPooling2D or GlobalAveragePooling2D => [(Before(why, " channels"), output[^1])],
            Flatten or Reshape => [(Before(why, " values"), output.Size)],
            Dense => [(Before(why, " sums"), output[0])],
            Slice => [(Before(why, " of") - Before(why, " to") + 1, output[^1])],
            Branches { Merge: Merge.Concatenate, Layers.Length: > 1 } => [(Before(why, " channels"), output[^1])],
            _ => [],
        };

    /// <summary>The extents, the equation's result, and the padding, which is as even as can be and reaches the last window's end.</summary>
    private static void HoldAxis(string why, int axis, Shape input, Shape output, int reach, int stride)
    {
        var axes = Axis().Matches(why);
        Assert.True(axes.Count == 2 || (axes.Count == 1 && input[0] == input[1]), why);
        var said = axes[Math.Min(axis, axes.Count - 1)].Groups;
        Assert.Equal(input[axis], Arithmetic.Number(said["from"]));
        Assert.Equal(output[axis], Arithmetic.Number(said["to"]));
        Assert.Equal(output[axis], Arithmetic.Number(said["times"]));
        if (said["before"].Success)
        {
            var (before, after) = (Arithmetic.Number(said["before"]), Arithmetic.Number(said["after"]));
            Assert.Equal(Math.Max(((output[axis] - 1) * stride) + reach + 1 - input[axis], 0), before + after);
            Assert.InRange(after - before, 0, 1);
        }
    }

    /// <summary>The extents that an explanation of a transposed convolution makes, once where they are alike.</summary>
    private static List<int> Extents(string why)
    {
        var made = Made().Matches(why).Select(match => Arithmetic.Number(match.Groups[1])).ToList();
        return made.Count == 1 ? [made[0], made[0]] : made;
    }

    private static IEnumerable<int> Extents(Shape image) => image.Extents.Take(2);

    private static int Before(string text, string word) =>
        Arithmetic.Number(Regex.Match(text, $"([0-9,]+){word}").Groups[1]);

    [GeneratedRegex("→ ([0-9]+):")]
    private static partial Regex Made();

    [GeneratedRegex(
        "(?<from>[0-9]+) → (?<to>[0-9]+):[^;]* = (?<times>[0-9]+) times?(, with padding of (?<before>[0-9]+) before and (?<after>[0-9]+) after)?"
    )]
    private static partial Regex Axis();
}
