namespace Convnet.Examples;

/// <summary>What max pooling keeps, and what other ways to a smaller map give.</summary>
internal static class Pooling
{
    /// <summary>Fills the page.</summary>
    public static void Write(Lab lab, Page page)
    {
        var net = lab.Convnet;
        var activations = net.Model.Activations(net.Weights, lab.TestImage(0));
        var (map, pooled) = (activations["conv2d"], activations["max_pooling2d"]);
        var filter = ResponseMaps.ByContrast(map).First();
        page.Say(
            "Max pooling takes windows of 2×2, two apart, and keeps the largest value of each: "
                + $"{map.Shape[1]}×{map.Shape[2]} places become {pooled.Shape[1]}×{pooled.Shape[2]}, and each of them sees twice as far in the next layer."
        );
        page.Figure(
            Mosaic.Draw([map[0, .., .., filter]], columns: 1, scale: 10, Mosaic.Ink),
            "A response map in which strokes of the digit are dark.",
            $"Filter {filter} before pooling, {map.Shape[1]}×{map.Shape[2]} values."
        );
        page.Figure(
            Mosaic.Draw([Kept(map[0, .., .., filter])], columns: 1, scale: 10, Mosaic.Ink),
            "The same map in which of each square of four values only the largest is left.",
            "What the pooling keeps of it: of each 2×2 window the largest value, where it stood."
        );
        page.Figure(
            Mosaic.Draw([pooled[0, .., .., filter]], columns: 1, scale: 20, Mosaic.Ink),
            "The same strokes in half as many rows and columns.",
            $"After pooling, {pooled.Shape[1]}×{pooled.Shape[2]} values."
        );
        Compare(lab, page);
    }

    private static void Compare(Lab lab, Page page)
    {
        (string Name, Model Model)[] ways =
        [
            ("max pooling", Nets.Convnet),
            (
                "average pooling",
                Nets.Convnet.Rewrite((_, layer) => layer is MaxPooling2D ? [new AveragePooling2D((2, 2))] : [layer])
            ),
            ("stride 2 in the convolution", Strided()),
        ];
        var trained = ways.Select(way => (way.Name, Nets: lab.Compare(way.Name, way.Model))).ToList();
        page.Table(
            ["way", "parameters", "test accuracy", "time"],
            trained.Select(way =>
                (IReadOnlyList<string>)
                    [
                        way.Name,
                        Figures.Count(way.Nets[0].Model.ParameterCount),
                        Figures.Percent([.. way.Nets.Select(net => net.TestAccuracy)]),
                        Figures.Seconds(way.Nets.Average(net => net.Seconds)),
                    ]
            )
        );
        var best = trained.MaxBy(way => way.Nets.Average(net => net.TestAccuracy)).Name;
        page.Say(
            $"The text says that max pooling tends to work best. Here, after {lab.Length.EpochsOfComparisons} {(lab.Length.EpochsOfComparisons == 1 ? "epoch" : "epochs")} "
                + $"of {(lab.Length.Seeds == 1 ? "one seed" : $"{lab.Length.Seeds} seeds")}, {best} is ahead; "
                + (
                    lab.Length.Seeds == 1
                        ? "one seed does not decide it, --full takes three."
                        : "the spread stands behind the mean."
                )
        );
    }

    /// <summary>The chapter's convnet, each pooling and the convolution before it replaced by a convolution of stride 2.</summary>
    private static Model Strided() =>
        Nets.WithHead(
            new Conv2D(32, (3, 3)) { Activation = Activation.Relu, Strides = 2 },
            new Conv2D(64, (3, 3)) { Activation = Activation.Relu, Strides = 2 },
            new Conv2D(64, (3, 3)) { Activation = Activation.Relu }
        );

    /// <summary>Only the largest value of each window of 2×2; 0 elsewhere.</summary>
    private static Tensor Kept(Tensor map)
    {
        var width = map.Shape[1];
        return Tensor.Create(
            map.Shape,
            index =>
            {
                var (row, column) = Math.DivRem(index, width);
                var (top, left) = (row / 2 * 2, column / 2 * 2);
                return map[row, column] == map[top..(top + 2), left..(left + 2)].ToArray().Max() ? map[row, column] : 0;
            }
        );
    }
}
