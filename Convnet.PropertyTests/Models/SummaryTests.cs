using Xunit;

namespace Convnet.PropertyTests;

public sealed class SummaryTests
{
    [Fact]
    public void The_table_of_the_convnet_is_that_of_Keras() =>
        // Run of Keras 3.16 in a terminal of 80 columns.
        Assert.Equal(
            """
            Model: "sequential"
            ┏━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━┳━━━━━━━━━━━━━━━━━━━━━━━━┳━━━━━━━━━━━━━━━┓
            ┃ Layer (type)                    ┃ Output Shape           ┃       Param # ┃
            ┡━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━╇━━━━━━━━━━━━━━━━━━━━━━━━╇━━━━━━━━━━━━━━━┩
            │ conv2d (Conv2D)                 │ (None, 26, 26, 32)     │           320 │
            ├─────────────────────────────────┼────────────────────────┼───────────────┤
            │ max_pooling2d (MaxPooling2D)    │ (None, 13, 13, 32)     │             0 │
            ├─────────────────────────────────┼────────────────────────┼───────────────┤
            │ conv2d_1 (Conv2D)               │ (None, 11, 11, 64)     │        18,496 │
            ├─────────────────────────────────┼────────────────────────┼───────────────┤
            │ max_pooling2d_1 (MaxPooling2D)  │ (None, 5, 5, 64)       │             0 │
            ├─────────────────────────────────┼────────────────────────┼───────────────┤
            │ conv2d_2 (Conv2D)               │ (None, 3, 3, 64)       │        36,928 │
            ├─────────────────────────────────┼────────────────────────┼───────────────┤
            │ flatten (Flatten)               │ (None, 576)            │             0 │
            ├─────────────────────────────────┼────────────────────────┼───────────────┤
            │ dense (Dense)                   │ (None, 64)             │        36,928 │
            ├─────────────────────────────────┼────────────────────────┼───────────────┤
            │ dense_1 (Dense)                 │ (None, 10)             │           650 │
            └─────────────────────────────────┴────────────────────────┴───────────────┘
             Total params: 93,322 (364.54 KB)
             Trainable params: 93,322 (364.54 KB)
             Non-trainable params: 0 (0.00 B)
            """.ReplaceLineEndings("\n"),
            Examples.Convnet.Summary()
        );

    [Fact]
    public void At_88_columns_the_inner_widths_are_38_29_and_17()
    {
        var lines = Examples.Convnet.Summary(88).Split('\n');
        Assert.Equal($"┏{new string('━', 38)}┳{new string('━', 29)}┳{new string('━', 17)}┓", lines[1]);
        Assert.Equal(
            $"│ conv2d (Conv2D){new string(' ', 21)} │ (None, 26, 26, 32)          │             320 │",
            lines[4]
        );
    }

    [Fact]
    public void Without_max_pooling_the_convolutions_have_55744_parameters()
    {
        var convolutions = Examples.Convnet.Body.Layers.OfType<Conv2D>().ToArray();
        var model = new Model([28, 28, 1], convolutions);

        Assert.Equal([22, 22, 64], model.Output);
        Assert.Equal(30_976, model.Output.Size);
        Assert.Contains("(None, 22, 22, 64)", model.Summary(), StringComparison.Ordinal);
        Assert.Contains(" Total params: 55,744 (217.75 KB)", model.Summary(), StringComparison.Ordinal);
        Assert.Equal(55_744 + 15_860_224, model.Then(new Flatten()).Then(new Dense(512)).ParameterCount);
    }

    [Fact]
    public void Parts_of_combinators_follow_below_them_when_asked()
    {
        var model = new Model([4], new Sequential(new Dense(3), new Dense(2)), new Dense(1));
        Assert.DoesNotContain("└ dense", model.Summary(), StringComparison.Ordinal);
        var rows = model
            .Summary(expand: true)
            .Split('\n')
            .Where(line => line.StartsWith('│'))
            .Select(line => line[2..34].TrimEnd());
        Assert.Equal(["sequential (Sequential)", "  └ dense (Dense)", "  └ dense_1 (Dense)", "dense (Dense)"], rows);
    }

    [Property]
    public void A_table_keeps_its_width_and_cuts_nothing(LayerCase given, byte extra)
    {
        var width = 40 + (extra % 60);
        var model = new Model(given.Sample, given.Layer);
        var lines = model.Summary(width).Split('\n');
        var table = lines[1..^3];

        Assert.All(table, line => Assert.Equal(width, line.Length));
        var cells = table
            .Where(line => line.StartsWith('│'))
            .Select(line => line.Split('│')[1..4].Select(cell => cell.Trim()).ToArray())
            .ToList();
        var texts = Enumerable
            .Range(0, 3)
            .Select(column => string.Concat(cells.Select(row => row[column].Replace(" ", ""))));
        Assert.Equal(Row(model).Select(cell => cell.Replace(" ", "")), texts);
    }

    [Fact]
    public void A_table_too_narrow_to_read_is_refused() =>
        Refusal.Of<ArgumentOutOfRangeException>(() => Examples.Convnet.Summary(39), "width is 39", "at least 40");

    private static string[] Row(Model model)
    {
        var type = LayerName.OfType(model.Body.Layers[0]);
        var label = LayerName.Labels(model.Body.Layers).Single();
        var shape = string.Join(", ", model.Output.Extents.Select(extent => $"{extent}").Prepend("None"));
        return [$"{label} ({type})", $"({shape})", $"{model.ParameterCount:N0}"];
    }
}
