using System.Globalization;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using Xunit;

namespace Convnet.PropertyTests;

/// <summary>What benchmarks/EndToEnd prints and draws, measured for so short that the numbers mean nothing.</summary>
public sealed class EndToEndProgramTests
{
    private const string Program = "EndToEnd";
    private const string Short = "--provider simd --runs 1 --seconds 0.001 --steps 1";

    [Theory]
    [InlineData("dance", "dance")]
    [InlineData("predict --runs 0", "--runs")]
    [InlineData("predict --threads none", "--threads")]
    [InlineData("predict --provider abacus", "abacus")]
    [InlineData("grow --net lenet", "lenet")]
    [InlineData("layers --seconds 0", "--seconds")]
    [InlineData("predict --picture cost.svg", "cost")]
    public void A_wrong_command_line_is_one_line_that_names_it_and_exit_code_2(string arguments, string named)
    {
        var run = ProgramRun.Of(Program, arguments.Split(' '));

        Assert.Equal(2, run.ExitCode);
        Assert.Empty(run.Output);
        Assert.Contains(named, Assert.Single(run.Errors), StringComparison.Ordinal);
    }

    [Fact]
    public void Predict_is_a_row_a_batch_and_no_peer_where_a_provider_is_named()
    {
        var rows = Rows($"predict --threads 2 {Short} --json");

        Assert.Equal([1, 32, 256], rows.Select(row => (int)row["batch"]!));
        Assert.All(
            rows,
            row => Same(row, ("net", "mnist"), ("mode", "predict"), ("threads", "2"), ("provider", "simd"))
        );
        Assert.All(rows, row => Assert.True((double)row["imagesPerSecond"]! > 0));
        // The direct formula, by hand: 26²·9·32 + 11²·9·32·64 + 3²·9·64·64 + 576·64 + 64·10 products.
        Assert.All(rows, row => Assert.Equal(2 * 2_794_240, (double)row["flopPerImage"]!));
    }

    [Fact]
    public void Grow_is_a_row_a_network_with_the_time_of_a_step()
    {
        var row = Assert.Single(Rows($"grow --net cifar --threads 1 {Short} --json"));

        Same(row, ("net", "cifar"), ("mode", "grow"), ("batch", "64"), ("threads", "1"), ("provider", "simd"));
        var (time, speed) = ((double)row["msPerStep"]!, (double)row["imagesPerSecond"]!);
        Assert.Equal(64_000, time * speed, 64_000 * 1e-9);
    }

    [Fact]
    public void Layers_are_a_row_a_direction_without_the_gradient_of_the_pixels()
    {
        var rows = Rows($"layers {Short} --json");

        Assert.All(
            rows,
            row => Same(row, ("net", "mnist"), ("mode", "layers"), ("threads", "1"), ("provider", "simd"))
        );
        Assert.Equal(
            // The pooling is computed with the convolution before it.
            ["conv2d forward", "conv2d weights", "conv2d_1 forward", "conv2d_1 weights", "conv2d_1 input"],
            rows.Select(row => $"{row["layer"]} {row["pass"]}").Take(5)
        );
        var products = rows.Where(row => row.ContainsKey("flopPerImage")).ToArray();
        Assert.All(products, row => Assert.True((double)row["gflops"]! > 0 && (double)row["shareOfPeak"]! > 0));
        // Forward and both gradients of five layers, without one.
        Assert.Equal(14, products.Length);
        Assert.Equal(16_376_064, products.Sum(row => (double)row["flopPerImage"]!));
    }

    [Fact]
    public void Depthwise_is_a_row_a_direction_beside_a_copy()
    {
        var rows = Rows($"depthwise --threads 2 {Short} --json");

        Assert.Equal(
            ["copy", "forward", "weights", "input", "copy", "forward", "weights", "input"],
            rows.Select(row => (string)row["pass"]!)
        );
        Assert.All(rows, row => Same(row, ("mode", "depthwise"), ("threads", "2"), ("layer", "depthwise_conv2d")));
        foreach (var same in rows.Chunk(4))
        {
            var copy = (double)same[0]["imagesPerSecond"]!;
            Assert.All(
                same,
                row => Assert.Equal((double)row["imagesPerSecond"]! / copy, (double)row["shareOfCopy"]!, 1e-9)
            );
        }

        // 56·56 pixels of 32 channels, four bytes each, read and written.
        Assert.Equal(
            (double)rows[0]["imagesPerSecond"]! * 56 * 56 * 32 * 8 / 1e9,
            (double)rows[0]["gigabytesPerSecond"]!,
            1e-9
        );
    }

    [Fact]
    public void Cost_is_a_row_a_point_beside_its_neighbours_and_a_picture()
    {
        using var folder = new TemporaryFolder();

        var rows = Rows($"cost --threads 1 --most-pixels 13000 {Short} --picture {folder["cost.svg"]} --json");

        Assert.Equal([1, 1, 2, 2, 4, 4, 8, 8, 16, 16], rows.Select(row => (int)row["batch"]!));
        Assert.Equal(["train", "predict"], rows.Take(2).Select(row => (string)row["pass"]!));
        var (first, second) = (rows[0], rows[2]);
        Assert.Equal((double)first["gflops"]! / (double)second["gflops"]!, (double)first["ratioToNeighbour"]!, 1e-9);

        var picture = XDocument.Load(folder["cost.svg"]).Root!;
        Assert.Equal("{http://www.w3.org/2000/svg}svg", $"{picture.Name}");
        Assert.Contains("predict, 1 thread", picture.Descendants().Select(element => element.Value));
        var curves = picture.Descendants().Select(Points).Where(points => points.Length == 5).ToArray();
        Assert.Equal(2, curves.Length);
        Assert.All(
            curves,
            points => Assert.Equal(points.Select(point => point.X).Order(), points.Select(point => point.X))
        );
    }

    [Fact]
    public void Without_json_a_mode_is_a_table_of_the_columns_that_it_fills()
    {
        var run = ProgramRun.Of(Program, $"predict --threads 1 {Short}".Split(' '));

        Assert.Equal(0, run.ExitCode);
        Assert.Equal(6, run.Output.Length); // the machine, titles, a line, three batches
        Assert.Contains(" GFLOPS a core, ", run.Output[0], StringComparison.Ordinal);
        Assert.Contains("| images/s |", run.Output[1], StringComparison.Ordinal);
        Assert.DoesNotContain("ms/step", run.Output[1], StringComparison.Ordinal);
        Assert.All(run.Output[1..], line => Assert.Equal(run.Output[1].Length, line.Length));
    }

    private static JsonObject[] Rows(string arguments)
    {
        var run = ProgramRun.Of(Program, arguments.Split(' '));
        Assert.True(run.ExitCode == 0, string.Join('\n', run.Errors));
        return [.. run.Output.Select(line => JsonNode.Parse(line)!.AsObject())];
    }

    private static void Same(JsonObject row, params (string Name, string Value)[] expected) =>
        Assert.All(expected, field => Assert.Equal(field.Value, $"{row[field.Name]}"));

    private static (double X, double Y)[] Points(XElement element) =>
        [
            .. ((string?)element.Attribute("points") ?? "")
                .Split(' ', StringSplitOptions.RemoveEmptyEntries)
                .Select(point => point.Split(','))
                .Select(point =>
                    (
                        double.Parse(point[0], CultureInfo.InvariantCulture),
                        double.Parse(point[1], CultureInfo.InvariantCulture)
                    )
                ),
        ];
}
