using System.Text.Json;

namespace Convnet.PropertyTests;

/// <summary>Layers against their outputs and gradients in another library.</summary>
internal static class LayerConformance
{
    /// <summary>Runs the case.</summary>
    public static void Run(ReferenceCase given, Agreement agreement)
    {
        var (layer, input) = (Layer(given), ReferenceCase.Tensor(given["input"]));
        foreach (var way in Ways(layer, input.Shape.Sample))
        {
            Compare(way, input, given, agreement);
        }
    }

    /// <summary>The layer, and where Winograd's algorithm can compute it, the layer computed so with each size of tile.</summary>
    private static IEnumerable<ILayer> Ways(ILayer layer, Shape input) =>
        layer is Conv2D { Groups: 1 } convolution && Winograd.Fits(convolution.Grid(input))
            ? [layer, .. new[] { 2, 3, 4 }.Select(tile => convolution with { WinogradTile = tile })]
            : [layer];

    /// <summary>Compares outputs, and gradients where the case has any.</summary>
    public static void Compare(ILayer layer, Tensor input, ReferenceCase given, Agreement agreement)
    {
        var parameters = Parameters(given);
        var (output, pullback, _) = layer.ForwardWithPullback(parameters, input, Phase.Inference);
        Near(output, given["output"], agreement.Values, "output");
        Near(layer.Forward(parameters, input, Phase.Inference), given["output"], agreement.Values, "output");
        if (given.Has("outputGradient"))
        {
            CompareGradients(pullback, given, agreement);
        }
    }

    /// <summary>Compares what a pullback gives with the gradients of the case.</summary>
    public static void CompareGradients(Pullback pullback, ReferenceCase given, Agreement agreement)
    {
        var gradients = pullback(ReferenceCase.Tensor(given["outputGradient"]));
        Near(gradients.Input, given["inputGradient"], agreement.Gradients, "inputGradient");
        Xunit.Assert.Equal(CountOfGradients(given), gradients.Parameters.Count);
        foreach (var leaf in gradients.Parameters.Leaves)
        {
            Near(leaf.Tensor, Gradient(given, leaf.Path), agreement.Gradients, $"gradient of {leaf.Path}");
        }
    }

    /// <summary>An activation by Keras' name and arguments.</summary>
    public static Activation Activation(string name, ReferenceCase given) =>
        name switch
        {
            "linear" => Convnet.Activation.Linear,
            "relu" => Convnet.Activation.Relu,
            "leaky_relu" => Convnet.Activation.LeakyRelu(given.Number("negative_slope", 0.2)),
            "elu" => Convnet.Activation.Elu(given.Number("alpha", 1)),
            "gelu" => given.Is("approximate") ? Convnet.Activation.GeluApproximate : Convnet.Activation.Gelu,
            "sigmoid" => Convnet.Activation.Sigmoid,
            "tanh" => Convnet.Activation.Tanh,
            "softplus" => Convnet.Activation.Softplus,
            "swish" or "silu" => Convnet.Activation.Swish,
            "softmax" => Convnet.Activation.Softmax,
            "log_softmax" => Convnet.Activation.LogSoftmax,
            "selu" => Convnet.Activation.Selu,
            "hard_sigmoid" => Convnet.Activation.HardSigmoid,
            "mish" => Convnet.Activation.Mish,
            "softsign" => Convnet.Activation.Softsign,
            "relu6" => Convnet.Activation.Relu6,
            "exponential" => Convnet.Activation.Exponential,
            _ => throw new ArgumentException($"There is no activation {name}."),
        };

    /// <summary>Each value is within a share of the array's largest.</summary>
    public static void Near(Tensor actual, JsonElement expected, double share, string what)
    {
        Xunit.Assert.Equal(ReferenceCase.Tensor(expected).Shape, actual.Shape);
        Closeness.AssertRelative(actual, ReferenceCase.Values(expected), share, what);
    }

    private static ILayer Layer(ReferenceCase given) =>
        given.Kind switch
        {
            "conv2d" => new Conv2D(Filters(given), given.Size("kernel_size", "kernel")!.Value)
            {
                Strides = given.Size("strides") ?? 1,
                Dilation = given.Size("dilation_rate", "dilation") ?? 1,
                Groups = given.Argument("groups")?.GetInt32() ?? 1,
                Padding = Padding(given),
                UseBias = given.Is("use_bias", otherwise: true),
                Activation = Applied(given),
            },
            "depthwise_conv2d" => new DepthwiseConv2D(given.Size("kernel_size")!.Value)
            {
                DepthMultiplier = given.Argument("depth_multiplier")?.GetInt32() ?? 1,
                Strides = given.Size("strides") ?? 1,
                Dilation = given.Size("dilation_rate") ?? 1,
                Padding = Padding(given),
                UseBias = given.Is("use_bias", otherwise: true),
                Activation = Applied(given),
            },
            "separable_conv2d" => new SeparableConv2D(Filters(given), given.Size("kernel_size")!.Value)
            {
                DepthMultiplier = given.Argument("depth_multiplier")?.GetInt32() ?? 1,
                Strides = given.Size("strides") ?? 1,
                Dilation = given.Size("dilation_rate") ?? 1,
                Padding = Padding(given),
                UseBias = given.Is("use_bias", otherwise: true),
                Activation = Applied(given),
            },
            "conv2d_transpose" => Transposed(given),
            "dense" => new Dense(given.Argument("units")!.Value.GetInt32())
            {
                UseBias = given.Is("use_bias", otherwise: true),
                Activation = Applied(given),
            },
            "max_pooling2d" => Strided(given) is { } strides
                ? new MaxPooling2D(Pool(given)) { Strides = strides, Padding = Padding(given) }
                : new MaxPooling2D(Pool(given)) { Padding = Padding(given) },
            "average_pooling2d" => Strided(given) is { } strides
                ? new AveragePooling2D(Pool(given)) { Strides = strides, Padding = Padding(given) }
                : new AveragePooling2D(Pool(given)) { Padding = Padding(given) },
            "global_average_pooling2d" => new GlobalAveragePooling2D { KeepDims = given.Is("keepdims") },
            "global_max_pooling2d" => new GlobalMaxPooling2D { KeepDims = given.Is("keepdims") },
            "up_sampling2d" => new UpSampling2D(given.Size("size") ?? 2)
            {
                Interpolation =
                    given.Argument("interpolation")?.GetString() == "bilinear"
                        ? Interpolation.Bilinear
                        : Interpolation.Nearest,
            },
            "zero_padding2d" => new ZeroPadding2D(Border(given.Argument("padding"), 1)),
            "cropping2d" => new Cropping2D(Border(given.Argument("cropping"), 0)),
            _ => new ActivationLayer(Activation(given.Name, given)),
        };

    /// <summary>A number, a pair, or a pair of pairs.</summary>
    private static Border Border(JsonElement? border, Border otherwise) =>
        border switch
        {
            null => otherwise,
            { ValueKind: JsonValueKind.Number } same => same.GetInt32(),
            { } pair when pair[0].ValueKind == JsonValueKind.Number => (pair[0].GetInt32(), pair[1].GetInt32()),
            { } pairs => (
                (pairs[0][0].GetInt32(), pairs[0][1].GetInt32()),
                (pairs[1][0].GetInt32(), pairs[1][1].GetInt32())
            ),
        };

    private static Conv2DTranspose Transposed(ReferenceCase given)
    {
        var layer = new Conv2DTranspose(Filters(given), given.Size("kernel_size")!.Value)
        {
            Strides = given.Size("strides") ?? 1,
            Dilation = given.Size("dilation_rate") ?? 1,
            Padding = Padding(given),
            UseBias = given.Is("use_bias", otherwise: true),
            Activation = Applied(given),
        };
        return given.Size("output_padding") is { } beyond ? layer with { OutputPadding = beyond } : layer;
    }

    private static int Filters(ReferenceCase given) => given.Argument("filters")!.Value.GetInt32();

    /// <summary>The activation that the layer applies.</summary>
    private static Activation Applied(ReferenceCase given) =>
        Activation(given.Argument("activation")?.GetString() ?? "linear", given);

    private static Size2D Pool(ReferenceCase given) => given.Size("pool_size", "pool") ?? 2;

    private static Size2D? Strided(ReferenceCase given) => given.Size("strides");

    private static Padding Padding(ReferenceCase given) =>
        given.Argument("padding")?.GetString() == "same" ? Convnet.Padding.Same : Convnet.Padding.Valid;

    /// <summary>Keras' file has all weights by name in one field, the other one has a field each.</summary>
    public static Parameters Parameters(ReferenceCase given)
    {
        if (!given.Has("weights"))
        {
            return Convnet.Parameters.None;
        }

        var weights = given["weights"];
        return weights.TryGetProperty("shape", out _)
            ? Convnet.Parameters.Of(
                ("kernel", ReferenceCase.Tensor(weights)),
                ("bias", ReferenceCase.Tensor(given["bias"]))
            )
            : Convnet.Parameters.Of([
                .. weights.EnumerateObject().Select(weight => (weight.Name, ReferenceCase.Tensor(weight.Value))),
            ]);
    }

    private static int CountOfGradients(ReferenceCase given) =>
        !given.Has("weightsGradient") ? 0
        : given.Has("biasGradient") ? 2
        : given["weightsGradient"].EnumerateObject().Count();

    private static JsonElement Gradient(ReferenceCase given, string name)
    {
        var gradients = given["weightsGradient"];
        return gradients.TryGetProperty(name, out var gradient) ? gradient
            : name == "kernel" ? gradients
            : given["biasGradient"];
    }
}
