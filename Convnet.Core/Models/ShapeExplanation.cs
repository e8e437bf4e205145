using System.Globalization;

namespace Convnet;

/// <summary>The shapes of a model with the arithmetic that leads to each.</summary>
internal static class ShapeExplanation
{
    private const int Indent = 2;

    public static string Of(Model model)
    {
        var rows = model.Walk().Select(Row).ToList();
        var (labels, shapes) = (Width(rows.Select(row => row.Label)), Width(rows.Select(row => row.Shapes)));
        return string.Join(
            '\n',
            rows.Select(row => $"{row.Label.PadRight(labels)}  {row.Shapes.PadRight(shapes)}  {row.Why}".TrimEnd())
        );
    }

    private static (string Label, string Shapes, string Why) Row(PlacedLayer placed)
    {
        var (place, layer) = (placed.Place, placed.Layer);
        return (
            new string(' ', Indent * place.Depth) + place.Label,
            $"{place.Input} → {layer.OutputShape(place.Input)}",
            Why(layer, place.Input)
        );
    }

    private static int Width(IEnumerable<string> column) => column.Select(text => text.Length).DefaultIfEmpty().Max();

    /// <summary>The words; none for a layer that is not the library's own.</summary>
    private static string Why(ILayer layer, Shape input) =>
        layer switch
        {
            Conv2D conv => $"{conv.Grid(input).Explain()}; {Filters(conv)}",
            DepthwiseConv2D conv => Depthwise(conv.Method(input)),
            SeparableConv2D conv => $"{Depthwise(conv.Depthwise(input))}, mixed into {conv.Filters} filters",
            Conv2DTranspose conv => $"{conv.Grid(input).ExplainTransposed(conv.OutputPadding)}; {conv.Filters} filters",
            MaxPooling2D pooling => pooling.Grid(input).Explain(),
            AveragePooling2D pooling => pooling.Grid(input).Explain(),
            UpSampling2D { Size: var s } => Sides(
                $"{s.Height} · {input[0]}",
                $"{s.Width} · {input[1]}",
                layer.OutputShape(input)
            ),
            ZeroPadding2D { Border: var b } => Sides(
                $"{b.Top} + {input[0]} + {b.Bottom}",
                $"{b.Left} + {input[1]} + {b.Right}",
                layer.OutputShape(input)
            ),
            Cropping2D { Border: var b } => Sides(
                $"{input[0]} − {b.Top} − {b.Bottom}",
                $"{input[1]} − {b.Left} − {b.Right}",
                layer.OutputShape(input)
            ),
            GlobalMaxPooling2D =>
                $"the largest of {Product([input[0], input[1]])} values in each of {input[2]} channels",
            GlobalAveragePooling2D =>
                $"the mean of {Product([input[0], input[1]])} values in each of {input[2]} channels",
            Flatten => $"{Product(input)} values in one row",
            Reshape reshape => $"{Product(reshape.Target)} values as before",
            Dense dense => $"{dense.Units} sums over all {Product(input)} inputs",
            Slice slice => $"channels {slice.Start} to {slice.Start + slice.Count - 1} of {input[^1]}, counted from 0",
            ActivationLayer or BatchNormalization or LayerNormalization or Tap => "unchanged",
            Dropout or SpatialDropout2D or IRandomWarp => "unchanged; random in training",
            _ => Combinator(layer, input),
        };

    private static string Sides(string rows, string columns, Shape output) =>
        $"{rows} = {output[0]} rows; {columns} = {output[1]} columns";

    private static string Combinator(ILayer layer, Shape input) =>
        layer switch
        {
            Sequential { Layers.IsEmpty: true } => "no layer: unchanged",
            Sequential sequential => $"{sequential.Layers.Length} in a row: that of the last",
            Residual { Shortcut: null } => "body + input, both of this shape: unchanged",
            Residual => "body + shortcut, both of this shape",
            Branches { Merge: Merge.Concatenate } branches => Concatenation(branches, input),
            Branches branches =>
                $"{branches.Layers.Length} outputs of this shape, {(branches.Merge == Merge.Add ? "added" : "multiplied")}",
            Repeat repeat => $"{repeat.Times} times with the same weights: unchanged",
            Stack stack => $"{stack.Times} copies in a row: that of the last",
            Frozen frozen => Beside(Why(frozen.Inner, input), "frozen"),
            Named named => Why(named.Inner, input),
            _ => "",
        };

    private static string Filters(Conv2D conv) =>
        conv.Groups == 1 ? $"{conv.Filters} filters" : $"{conv.Filters} filters in {conv.Groups} groups";

    private static string Depthwise(DepthwiseConvolution conv) =>
        $"{conv.Grid.Explain()}; {conv.Grid.Channels} · {conv.Multiplier} = {conv.OutputShape[^1]} channels, each on its own";

    private static string Concatenation(Branches branches, Shape input)
    {
        var channels = branches.Layers.Select(branch => branch.OutputShape(input)[^1]).ToList();
        return channels.Count == 1
            ? "one output, as it is"
            : $"{string.Join(" + ", channels)} = {channels.Sum()} channels";
    }

    /// <summary>The extents multiplied: <c>22 · 22 · 64 = 30,976</c>; the product alone where there is nothing to multiply.</summary>
    private static string Product(Shape shape)
    {
        var size = shape.Size.ToString("N0", CultureInfo.InvariantCulture);
        return shape.Count < 2 ? size : $"{string.Join(" · ", shape.Extents)} = {size}";
    }

    private static string Beside(string why, string mark) => why.Length == 0 ? mark : $"{why}; {mark}";
}
