using System.Globalization;
using System.Text;

namespace Convnet;

/// <summary>The table of a model, letter for letter as Keras 3 prints it (utils/summary_utils.py).</summary>
internal static class Summary
{
    private const int LeastWidth = 40;

    public static string Of(Model model, int width, bool expand)
    {
        if (width < LeastWidth)
        {
            throw new ArgumentOutOfRangeException(
                nameof(width),
                width,
                $"width is {width}, but the table needs at least {LeastWidth} columns."
            );
        }

        var rows = Rows(model.Body, model.Input, expand, 0).ToList();
        var specs = ParameterTree.Specs(model.Body, model.Input).Select(leaf => leaf.Spec).ToList();
        var trainable = specs.Where(spec => spec.Trainable).Sum(spec => (long)spec.Shape.Size);
        var total = specs.Sum(spec => (long)spec.Shape.Size);
        return $"""
            Model: "sequential"
            {Table(rows, Columns(width))}
             Total params: {Count(total)}
             Trainable params: {Count(trainable)}
             Non-trainable params: {Count(total - trainable)}
            """.ReplaceLineEndings("\n");
    }

    private static IEnumerable<string[]> Rows(ILayer layer, Shape input, bool expand, int depth)
    {
        foreach (var (part, label) in ParameterTree.LabelledParts(layer, input))
        {
            var indent = depth == 0 ? "" : new string(' ', (4 * depth) - 2) + "└ ";
            var parameters = ParameterTree.Specs(part.Layer, part.Input).Sum(leaf => (long)leaf.Spec.Shape.Size);
            var output = part.Layer.OutputShape(part.Input);
            yield return
            [
                $"{indent}{label} ({LayerName.OfType(part.Layer)})",
                $"({string.Join(", ", output.Extents.Select(extent => $"{extent}").Prepend("None"))})",
                parameters.ToString("N0", CultureInfo.InvariantCulture),
            ];
            foreach (var row in expand ? Rows(part.Layer, part.Input, expand, depth + 1) : [])
            {
                yield return row;
            }
        }
    }

    /// <summary>The inner widths of the columns: Keras ends them at 45 %, 80 % and 100 % of the table.</summary>
    private static int[] Columns(int width)
    {
        var (first, second) = (width * 45 / 100, width * 80 / 100);
        return [first - 1, second - first - 2, width - second - 1];
    }

    private static string Table(List<string[]> rows, int[] widths)
    {
        var text = new StringBuilder();
        text.AppendLine(Rule('┏', '━', '┳', '┓', widths));
        text.Append(Row(["Layer (type)", "Output Shape", "Param #"], '┃', widths));
        text.AppendLine(Rule('┡', '━', '╇', '┩', widths));
        for (var i = 0; i < rows.Count; i++)
        {
            text.Append(i == 0 ? "" : Rule('├', '─', '┼', '┤', widths) + Environment.NewLine);
            text.Append(Row(rows[i], '│', widths));
        }

        return text.Append(Rule('└', '─', '┴', '┘', widths)).ToString();
    }

    private static string Rule(char left, char line, char middle, char right, int[] widths) =>
        left + string.Join(middle, widths.Select(width => new string(line, width))) + right;

    /// <summary>The lines of one row: a cell too long for its column wraps, and nothing is cut off.</summary>
    private static string Row(string[] cells, char border, int[] widths)
    {
        var wrapped = cells.Select((cell, i) => Wrap(cell, widths[i] - 2)).ToList();
        var text = new StringBuilder();
        for (var line = 0; line < wrapped.Max(lines => lines.Count); line++)
        {
            var fields = wrapped.Select(
                (lines, i) => Field(line < lines.Count ? lines[line] : "", widths[i] - 2, i == 2)
            );
            text.Append(border).AppendJoin(border, fields.Select(field => $" {field} ")).Append(border).AppendLine();
        }

        return text.ToString();
    }

    private static string Field(string text, int width, bool isNumber) =>
        isNumber ? text.PadLeft(width) : text.PadRight(width);

    private static List<string> Wrap(string text, int width)
    {
        var lines = new List<string>();
        while (text.Length > width)
        {
            var space = text.LastIndexOf(' ', width);
            var end = space > 0 ? space : width;
            lines.Add(text[..end].TrimEnd());
            text = text[end..].TrimStart();
        }

        lines.Add(text);
        return lines;
    }

    private static string Count(long parameters) =>
        string.Create(CultureInfo.InvariantCulture, $"{parameters:N0} ({Size(sizeof(float) * (double)parameters)})");

    private static string Size(double bytes)
    {
        string[] units = ["B", "KB", "MB", "GB", "TB", "PB"];
        var unit = 0;
        for (; bytes >= 1024 && unit < units.Length - 1; unit++)
        {
            bytes /= 1024;
        }

        return string.Create(CultureInfo.InvariantCulture, $"{bytes:F2} {units[unit]}");
    }
}
