namespace Convnet.Examples;

/// <summary>Three layers, each looking at more of the image than the one before.</summary>
internal static class Hierarchy
{
    private const int Maps = 8;
    private const int Filters = 3;
    private const int Patches = 8;
    private const int Images = 2_000;
    private static readonly string[] Layers = ["conv2d", "conv2d_1", "conv2d_2"];

    /// <summary>Fills the page.</summary>
    public static void Write(Lab lab, Page page)
    {
        var net = lab.Convnet;
        page.Say(
            "The first layer sees small edges, the second what edges make together, and so on. "
                + "How much of the image one place of a layer sees, its receptive field, follows from kernels and strides; "
                + "here it is also found by trying: a pixel is made not-a-number, which nothing hides, and the places that become not-a-number have seen "
                + "it."
        );
        page.Table(
            ["layer", "by formula", "found by trying"],
            net.Model.Walk()
                .TakeWhile(placed => placed.Layer is Conv2D or MaxPooling2D)
                .Select(placed =>
                {
                    var model = net.Model.UpTo(placed.Place.Label);
                    var (height, width) = Tried(model);
                    return (IReadOnlyList<string>)
                        [placed.Place.Label, $"{model.ReceptiveField()}", $"{height}×{width} pixels"];
                })
        );

        var digit = lab.TestImage(0);
        var activations = net.Model.Activations(net.Weights, digit);
        var some = lab.Data.Test.Take(Math.Min(Images, lab.Data.Test.Count)).Batch();
        foreach (var label in Layers)
        {
            var responses = activations[label];
            var strongest = ResponseMaps.ByContrast(responses).Take(Maps).ToList();
            page.Figure(
                Mosaic.Draw(
                    [.. strongest.Select(filter => responses[0, .., .., filter])],
                    columns: 4,
                    scale: Math.Max(4, 104 / responses.Shape[1]),
                    Mosaic.Ink
                ),
                $"{Maps} response maps of {label} for a digit, {responses.Shape[1]} by {responses.Shape[2]} places each.",
                $"{label}: the {Maps} maps in which test image 0 shows most, {responses.Shape[1]}×{responses.Shape[2]} each."
            );
            ExcitingPatches(page, net, label, some.Input, strongest.Take(Filters).ToList());
        }
    }

    /// <summary>The pixels of some test images that excite a filter most.</summary>
    private static void ExcitingPatches(Page page, Trained net, string label, Tensor images, List<int> filters)
    {
        var model = net.Model.UpTo(label);
        var (field, responses) = (model.ReceptiveField(), model.Predict(net.Weights, images));
        var patches = filters.SelectMany(filter =>
            Peaks(responses, filter)
                .OrderByDescending(peak => peak.Value)
                .Take(Patches)
                .Select(peak =>
                {
                    var (rows, columns) = (field.Rows(peak.Row), field.Columns(peak.Column));
                    return images[peak.Image, rows.Start..rows.End, columns.Start..columns.End, 0];
                })
        );
        page.Figure(
            Mosaic.Draw([.. patches], Patches, Math.Max(3, 54 / field.Size.Height), Mosaic.Gray),
            $"{filters.Count} rows of {Patches} patches of {field.Size.Height} by {field.Size.Width} pixels; in each row all look alike.",
            $"{label}: what excites filters {string.Join(", ", filters)} most, a row each: "
                + $"{field.Size.Height}×{field.Size.Width} pixels of {Figures.Count(images.Samples)} test images, the best place of each image."
        );
    }

    /// <summary>The best place of each image.</summary>
    private static IEnumerable<(int Image, int Row, int Column, float Value)> Peaks(Tensor responses, int filter)
    {
        for (var image = 0; image < responses.Samples; image++)
        {
            var map = responses[image, .., .., filter];
            var (place, value) = map.ToArray().Index().MaxBy(response => response.Item);
            yield return (image, place / map.Shape[1], place % map.Shape[1], value);
        }
    }

    /// <summary>Rows and columns of the pixels that reach the place in the middle.</summary>
    private static (int Height, int Width) Tried(Model model)
    {
        var (height, width) = (model.Input[0], model.Input[1]);
        var (row, column) = (model.Output[0] / 2, model.Output[1] / 2);
        var weights = model.Initialize(1);
        var seen = new List<(int Row, int Column)>();
        for (var pixel = 0; pixel < height * width; pixel++)
        {
            var input = Tensor.Create([1, height, width, 1], index => index == pixel ? float.NaN : 0);
            if (float.IsNaN(model.Forward(weights, input)[0, row, column, 0]))
            {
                seen.Add((pixel / width, pixel % width));
            }
        }

        return (
            seen.Max(place => place.Row) - seen.Min(place => place.Row) + 1,
            seen.Max(place => place.Column) - seen.Min(place => place.Column) + 1
        );
    }
}
