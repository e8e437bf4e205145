namespace Convnet.Examples;

/// <summary>Digits that are moved: who still knows them, and how response maps move with them.</summary>
internal static class Invariance
{
    private const int Farthest = 10;

    // More images make the curves no smoother to the eye.
    private const int Images = 2_000;

    /// <summary>Fills the page.</summary>
    public static void Write(Lab lab, Page page)
    {
        var test = lab.Data.Test.Take(Math.Min(Images, lab.Data.Test.Count)).Batch();
        page.Say(
            "A pattern that a convolution has learned in one place it finds in every other; "
                + $"a dense layer has to learn it anew. So {Figures.Count(test.Count)} test digits are moved by 0 to {Farthest} pixels in each direction. "
                + "No network has seen a moved digit."
        );
        var shifts = Enumerable.Range(0, Farthest + 1).ToList();
        var (convnet, dense) = (Accuracies(lab.Convnet, test, shifts), Accuracies(lab.DenseNet, test, shifts));
        page.Table(
            ["moved by", "convnet", "dense", .. Shifted.Directions.Select(direction => $"convnet {direction.Name}")],
            shifts.Select(shift =>
                (IReadOnlyList<string>)
                    [
                        $"{shift} px",
                        Known(convnet, shift),
                        Known(dense, shift),
                        .. convnet.Select(curve => Figures.Percent(curve[shift])),
                    ]
            )
        );
        Draw(page, "convnet", convnet, shifts);
        Draw(page, "dense network", dense, shifts);
        var half = Farthest / 2;
        page.Say(
            $"Moved by {half} pixels, the convnet still knows {Known(convnet, half)}, the dense network {Known(dense, half)}; "
                + $"by {Farthest}, {Known(convnet, Farthest)} and {Known(dense, Farthest)}. "
                + "The convnet's accuracy falls, too: its convolutions do not care where a pattern is, but the Dense layers on top of them see positions, "
                + "and digits that are moved far lose pixels at the border."
        );
        Equivariance(lab, page);
    }

    /// <summary>The accuracy at a shift, all directions together.</summary>
    private static string Known(IReadOnlyList<IReadOnlyList<double>> accuracies, int shift) =>
        Figures.Percent(accuracies.Average(curve => curve[shift]));

    /// <summary>For each direction the accuracy at each shift.</summary>
    private static IReadOnlyList<IReadOnlyList<double>> Accuracies(Trained net, Batch test, IReadOnlyList<int> shifts)
    {
        var labels = Categorical.Classes(test.Target);
        return
        [
            .. Shifted.Directions.Select(direction =>
                (IReadOnlyList<double>)
                    [
                        .. shifts.Select(shift =>
                        {
                            var moved = Shifted.By(test.Input, direction.Down * shift, direction.Right * shift);
                            var classes = Categorical.Classes(net.Model.Predict(net.Weights, moved));
                            return classes.Zip(labels).Count(pair => pair.First == pair.Second) / (double)labels.Length;
                        }),
                    ]
            ),
        ];
    }

    private static void Draw(
        Page page,
        string name,
        IReadOnlyList<IReadOnlyList<double>> curves,
        IReadOnlyList<int> shifts
    ) =>
        page.Figure(
            Curves.Draw(
                "pixels moved",
                $"accuracy of the {name}",
                [.. shifts.Select(shift => (double)shift)],
                [.. Shifted.Directions.Zip(curves, (direction, curve) => (direction.Name, curve))]
            ),
            $"Four curves, one a direction: the accuracy of the {name} falls from {curves[0][0]:F2} to {curves.Average(curve => curve[^1]):F2} on average.",
            $"The {name} on moved digits, a curve a direction."
        );

    /// <summary>How exactly the map of a moved digit is the moved map, away from the border.</summary>
    private static void Equivariance(Lab lab, Page page)
    {
        var net = lab.Convnet;
        var digit = lab.TestImage(0);
        var before = net.Model.Activations(net.Weights, digit);
        page.Say(
            "The response map moves with the digit (equivariance). A layer moves by one place where the digit moves by its stride; "
                + "places whose window touches the border of either picture are left out."
        );
        page.Table(
            ["layer", "digit moved by", "map moved by", "largest difference"],
            new[] { "conv2d", "conv2d_1", "conv2d_2" }.Select(label =>
            {
                var stride = net.Model.UpTo(label).ReceptiveField().Strides.Height;
                var after = net.Model.Activations(net.Weights, Shifted.By(digit, stride, stride))[label];
                return (IReadOnlyList<string>)
                    [label, $"{stride} px", "1 place", $"{LargestDifference(before[label], after):G3}"];
            })
        );
        var moved = net.Model.Activations(net.Weights, Shifted.By(digit, 3, 3))["conv2d"];
        var filter = ResponseMaps.ByContrast(before["conv2d"]).First();
        page.Figure(
            Mosaic.Draw(
                [before["conv2d"][0, .., .., filter], moved[0, .., .., filter]],
                columns: 2,
                scale: 8,
                Mosaic.Ink
            ),
            "Two response maps of one filter: the second is the first, moved three pixels down and to the right.",
            $"Filter {filter}: the response map of a digit, and of the same digit moved by (3, 3)."
        );
    }

    private static double LargestDifference(Tensor before, Tensor after)
    {
        var largest = 0.0;
        for (var row = 1; row < before.Shape[1]; row++)
        {
            for (var column = 1; column < before.Shape[2]; column++)
            {
                for (var channel = 0; channel < before.Shape[3]; channel++)
                {
                    var difference = after[0, row, column, channel] - before[0, row - 1, column - 1, channel];
                    largest = Math.Max(largest, Math.Abs(difference));
                }
            }
        }

        return largest;
    }
}
