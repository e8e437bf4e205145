namespace Convnet.Benchmarks;

/// <summary>
/// Multiplications and additions of the direct formula, for one image: two for each weight at each place where it is used. What a faster
/// algorithm saves is not taken away, so that its GFLOPS are what a direct one would need to be as fast.
/// </summary>
internal static class FlopCount
{
    /// <summary>Of a layer's output; its gradients by weights and by input take as many each.</summary>
    public static double Forward(ILayer layer, Shape input) =>
        layer switch
        {
            Conv2D convolution => 2.0
                * convolution.OutputShape(input).Size
                * convolution.Kernel.Height
                * convolution.Kernel.Width
                * input[2]
                / convolution.Groups,
            DepthwiseConv2D convolution => Depthwise(convolution.OutputShape(input), convolution.Kernel),
            SeparableConv2D convolution => Separable(convolution, input),
            Conv2DTranspose convolution => 2.0
                * input.Size
                * convolution.Kernel.Height
                * convolution.Kernel.Width
                * convolution.Filters,
            Dense dense => 2.0 * input.Size * dense.Units,
            _ => layer.Parts(input).Sum(part => Forward(part.Layer, part.Input)),
        };

    private static double Depthwise(Shape output, Size2D kernel) => 2.0 * output.Size * kernel.Height * kernel.Width;

    private static double Separable(SeparableConv2D convolution, Shape input)
    {
        var channels = input[2] * convolution.DepthMultiplier;
        var output = convolution.OutputShape(input);
        Shape between = [output[0], output[1], channels];
        return Depthwise(between, convolution.Kernel) + (2.0 * output.Size * channels);
    }

    /// <summary>Of a prediction.</summary>
    public static double Forward(Model model) => Forward(model.Body, model.Input);

    /// <summary>Of a training step: forward, and both gradients of each layer but the first, whose input needs none.</summary>
    public static double Training(Model model) => (3 * Forward(model)) - Forward(model.Body.Layers[0], model.Input);
}
