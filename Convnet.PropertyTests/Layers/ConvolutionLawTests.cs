using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Xunit;

namespace Convnet.PropertyTests;

/// <summary>What a convolution is, said without its formula. Values are multiples of 1/8, so that every sum is exact and all laws hold to the bit.</summary>
[Properties(Arbitrary = [typeof(Convolutions)])]
public sealed class ConvolutionLawTests
{
    [Property]
    public void It_is_linear_in_its_input(LayerCase given)
    {
        var (x, y) = (given.Input, given.Draw(given.Input.Shape, "y"));
        Same(Combined(Run(given, x), Run(given, y)), Run(given, Combined(x, y)));
    }

    [Property]
    public void It_is_linear_in_its_kernel(LayerCase given)
    {
        var (k, l) = (Kernel(given), given.Draw(Kernel(given).Shape, "l"));
        var of = given.Input;
        Same(Combined(Run(given.Layer, k, of), Run(given.Layer, l, of)), Run(given.Layer, Combined(k, l), of));
    }

    [Property]
    public void One_pixel_wide_it_is_a_dense_layer_for_each_pixel(LayerCase given, PositiveInt filters)
    {
        var (units, channels) = (1 + (filters.Get % 5), given.Sample[2]);
        var kernel = given.Draw([1, 1, channels, units], "pixel");
        var pixels = given.Input.Reshape([given.Input.Shape.Size / channels, channels]);

        var dense = Run(new Dense(units) { UseBias = false }, kernel.Reshape([channels, units]), pixels);
        Same(dense, Run(new Conv2D(units, 1) { UseBias = false }, kernel, given.Input));
    }

    [Property]
    public void A_kernel_of_one_1_in_the_middle_is_the_identity(LayerCase given, bool isDilated)
    {
        var (layer, channels) = ((Conv2D)given.Layer, given.Sample[2]);
        Size2D odd = (layer.Kernel.Height | 1, layer.Kernel.Width | 1);
        var identity = new Conv2D(channels, odd)
        {
            Padding = Padding.Same,
            UseBias = false,
            Dilation = isDilated ? 2 : 1,
        };
        var middle = odd.Height * odd.Width / 2;
        var kernel = Tensor.Create(
            [odd.Height, odd.Width, channels, channels],
            i => i / (channels * channels) == middle && i / channels % channels == i % channels ? 1 : 0
        );
        Same(given.Input, Run(identity, kernel, given.Input));
    }

    [Property]
    public void An_image_moved_by_strides_moves_the_output_by_pixels(
        LayerCase given,
        PositiveInt down,
        PositiveInt right
    )
    {
        var (fitting, layer) = (Valid(given), (Conv2D)given.Layer);
        var (rows, columns) = (down.Get % 3, right.Get % 3);
        var moved = Border(fitting.Input, (rows * layer.Strides.Height, 0), (columns * layer.Strides.Width, 0));
        Same(Run(fitting, fitting.Input), Crop(Run(fitting, moved), (rows, 0), (columns, 0)));
    }

    [Property]
    public void Groups_are_separate_convolutions_side_by_side(LayerCase given)
    {
        var (layer, kernel) = ((Conv2D)given.Layer, Kernel(given));
        var (inputs, filters) = (given.Sample[2] / layer.Groups, layer.Filters / layer.Groups);
        var parts = Enumerable
            .Range(0, layer.Groups)
            .Select(g =>
                Run(
                    layer with
                    {
                        Groups = 1,
                        Filters = filters,
                    },
                    kernel[.., .., .., (g * filters)..((g + 1) * filters)],
                    given.Input[.., .., .., (g * inputs)..((g + 1) * inputs)]
                )
            )
            .ToList();
        var whole = Run(given, given.Input);
        Assert.All(parts, (part, g) => Same(part, whole[.., .., .., (g * filters)..((g + 1) * filters)]));
    }

    [Property]
    public void A_dilation_is_a_kernel_with_zeros_between(LayerCase given)
    {
        var (layer, kernel) = ((Conv2D)given.Layer, Kernel(given));
        var (rows, columns) = layer.Dilation;
        Shape spread =
        [
            ((layer.Kernel.Height - 1) * rows) + 1,
            ((layer.Kernel.Width - 1) * columns) + 1,
            kernel.Shape[2],
            kernel.Shape[3],
        ];
        var zeros = At(
            spread,
            (y, x, i, o) => y % rows == 0 && x % columns == 0 ? kernel[y / rows, x / columns, i, o] : 0
        );
        Same(
            Run(given, given.Input),
            Run(layer with { Kernel = (spread[0], spread[1]), Dilation = 1 }, zeros, given.Input)
        );
    }

    [Property]
    public void Strides_pick_from_the_output_of_stride_1(LayerCase given)
    {
        var (fitting, kernel) = (Valid(given), Kernel(given));
        var layer = (Conv2D)fitting.Layer;
        var (every, output) = (Run(layer with { Strides = 1 }, kernel, fitting.Input), Run(fitting, fitting.Input));
        var picked = At(
            output.Shape,
            (sample, y, x, c) => every[sample, y * layer.Strides.Height, x * layer.Strides.Width, c]
        );
        Same(picked, output);
    }

    [Property]
    public void Same_padding_is_valid_on_an_image_with_a_border_of_zeros(LayerCase given)
    {
        var layer = (Conv2D)given.Layer with { Padding = Padding.Same };
        var rows = Added(given.Sample[0], layer.Kernel.Height, layer.Strides.Height, layer.Dilation.Height);
        var columns = Added(given.Sample[1], layer.Kernel.Width, layer.Strides.Width, layer.Dilation.Width);
        var bordered = Border(given.Input, rows, columns);
        Same(
            Run(layer with { Padding = Padding.Valid }, Kernel(given), bordered),
            Run(layer, Kernel(given), given.Input)
        );

        // As TensorFlow says it: ⌈size/stride⌉ outputs, and the odd zero at the end.
        static (int, int) Added(int size, int kernel, int stride, int dilation)
        {
            var count = (size + stride - 1) / stride;
            var added = Math.Max(0, ((count - 1) * stride) + ((kernel - 1) * dilation) + 1 - size);
            return (added / 2, added - (added / 2));
        }
    }

    [Property]
    public void Same_padding_with_stride_1_keeps_the_size(LayerCase given)
    {
        var layer = (Conv2D)given.Layer with { Padding = Padding.Same, Strides = 1 };
        Assert.Equal([given.Sample[0], given.Sample[1], layer.Filters], layer.OutputShape(given.Sample));
    }

    private static Tensor Kernel(LayerCase given) => given.Parameters["kernel"];

    private static Tensor Run(LayerCase given, Tensor input) => Run(given.Layer, Kernel(given), input);

    private static Tensor Run(ILayer layer, Tensor kernel, Tensor input) =>
        layer.Forward(Parameters.Of(("kernel", kernel)), input, Phase.Inference);

    private static Tensor Combined(Tensor x, Tensor y) => Tensor.Create(x.Shape, i => (2 * x.Values[i]) - y.Values[i]);

    /// <summary>The case without padding, on an image that is larger by the window.</summary>
    private static LayerCase Valid(LayerCase given)
    {
        var (layer, sample) = ((Conv2D)given.Layer, given.Sample);
        return given with
        {
            Layer = layer with { Padding = Padding.Valid },
            Sample =
            [
                sample[0] + (layer.Kernel.Height * layer.Dilation.Height),
                sample[1] + (layer.Kernel.Width * layer.Dilation.Width),
                sample[2],
            ],
        };
    }

    private static Tensor Border(Tensor input, (int, int) rows, (int, int) columns) =>
        new ZeroPadding2D((rows, columns)).Forward(Parameters.None, input, Phase.Inference);

    private static Tensor Crop(Tensor input, (int, int) rows, (int, int) columns) =>
        new Cropping2D((rows, columns)).Forward(Parameters.None, input, Phase.Inference);

    private static Tensor At(Shape shape, Func<int, int, int, int, float> value) =>
        Tensor.Create(
            shape,
            i =>
                value(
                    i / (shape[1] * shape[2] * shape[3]),
                    i / (shape[2] * shape[3]) % shape[1],
                    i / shape[3] % shape[2],
                    i % shape[3]
                )
        );

    /// <summary>The same values; a 0 may have another sign.</summary>
    private static void Same(Tensor expected, Tensor actual) => Assert.Equal(expected.ToArray(), actual.ToArray());

    /// <summary>Convolutions without bias and activation, of values whose sums are exact.</summary>
    public static class Convolutions
    {
        public static Arbitrary<LayerCase> Layers()
        {
            var any = Generators.Of(typeof(Conv2D));
            return Arb.From(any.Generator.Select(Plain), given => any.Shrinker(given).Select(Plain));
        }

        private static LayerCase Plain(LayerCase given) =>
            given with
            {
                Layer = (Conv2D)given.Layer with { UseBias = false, Activation = Activation.Linear },
                Draws = given.Draws == Draws.Few ? Draws.Few : Draws.Grid,
            };
    }
}
