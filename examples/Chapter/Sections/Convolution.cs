namespace Convnet.Examples;

/// <summary>What the first layer does with one digit: filters, response maps, and one window by hand.</summary>
internal static class Convolution
{
    private const int Maps = 8;

    /// <summary>Fills the page.</summary>
    public static void Write(Lab lab, Page page)
    {
        var (net, digit) = (lab.Convnet, lab.TestImage(0));
        var layer = net.Model.UpTo("conv2d");
        page.Say(
            $"The first layer takes {layer.Input} to {layer.Output}: {layer.Output[2]} filters of 3×3, each with a response map "
                + $"of {layer.Output[0]}×{layer.Output[1]}, output[:, :, n]. The depth is no color any more: it is which pattern was found."
        );
        var kernel = net.Weights[0]["kernel"];
        var filters = Enumerable.Range(0, layer.Output[2]).ToList();
        page.Figure(
            Mosaic.Draw([.. filters.Select(filter => kernel[.., .., 0, filter])], columns: 8, scale: 14, Mosaic.Gray),
            $"{filters.Count} squares of 3 by 3 shades, one for each learned filter.",
            $"The {filters.Count} filters that were learned, bright where a weight is large."
        );

        var responses = net.Model.Activations(net.Weights, digit)["conv2d"];
        var strongest = ResponseMaps.ByContrast(responses).Take(Maps).ToList();
        page.Figure(
            Mosaic.Draw(
                [Resize(digit[0, .., .., 0]), .. strongest.Select(filter => responses[0, .., .., filter])],
                columns: 3,
                scale: 6,
                Mosaic.Ink
            ),
            $"A digit, and the {Maps} response maps that it excites most: each shows edges of another direction.",
            $"Test image 0 without its border, then the response maps of the filters that it moves most, {string.Join(", ", strongest)}."
        );
        OneWindow(page, net, digit, responses, strongest[0]);
    }

    /// <summary>The window with the largest response, computed by hand.</summary>
    private static void OneWindow(Page page, Trained net, Tensor digit, Tensor responses, int filter)
    {
        var map = responses[0, .., .., filter];
        var best = map.ToArray().Index().MaxBy(value => value.Item).Index;
        var (row, column) = Math.DivRem(best, map.Shape[1]);
        var (kernel, bias) = (net.Weights[0]["kernel"], net.Weights[0]["bias"]);
        var sum = (double)bias[filter];
        for (var y = 0; y < 3; y++)
        {
            for (var x = 0; x < 3; x++)
            {
                sum += (double)digit[0, row + y, column + x, 0] * kernel[y, x, 0, filter];
            }
        }

        page.Say(
            FormattableString.Invariant(
                $"What a window sees: filter {filter} answers most at row {row}, column {column}. The nine pixels there times its nine weights, "
            )
                + FormattableString.Invariant(
                    $"plus its bias {bias[filter]:F4}, make {Math.Max(0, sum):F4}; the response map holds {map[row, column]:F4}."
                )
        );
        page.Table(
            ["row", "pixels", "weights"],
            from y in Enumerable.Range(0, 3)
            select (IReadOnlyList<string>)
                [$"{row + y}", Numbers(x => digit[0, row + y, column + x, 0]), Numbers(x => kernel[y, x, 0, filter])]
        );
    }

    private static string Numbers(Func<int, float> value) =>
        string.Join(
            "  ",
            Enumerable
                .Range(0, 3)
                .Select(x => value(x).ToString("F2", System.Globalization.CultureInfo.InvariantCulture))
        );

    // A window of 3×3 loses a pixel on each side.
    private static Tensor Resize(Tensor digit) => digit[1..^1, 1..^1];
}
