namespace Convnet.Benchmarks;

/// <summary>The networks of the peers.</summary>
internal static class Nets
{
    private const int Classes = 10;

    /// <summary>Their names.</summary>
    public static IReadOnlyList<string> Names { get; } = ["mnist", "cifar", "vgg", "resnet", "resnet-bare"];

    /// <summary>The network of a name.</summary>
    public static Model Named(string name) =>
        name switch
        {
            "mnist" => Mnist(),
            "cifar" => Cifar(),
            "vgg" => Vgg(),
            "resnet" => ResNet(isNormalized: true),
            "resnet-bare" => ResNet(isNormalized: false),
            _ => throw new ArgumentException(
                $"There is no network '{name}', only {string.Join(", ", Names)}.",
                nameof(name)
            ),
        };

    /// <summary>The convnet of the MNIST chapter, for grey images of so many pixels a side.</summary>
    public static Model Mnist(int side = 28) =>
        new(
            [side, side, 1],
            Convolution(32),
            new MaxPooling2D((2, 2)),
            Convolution(64),
            new MaxPooling2D((2, 2)),
            Convolution(64),
            new Flatten(),
            new Dense(64) { Activation = Activation.Relu },
            Output
        );

    /// <summary>What the networks are trained with: RMSprop of 1e-3 on a cross-entropy; nothing is reported beside the loss.</summary>
    public static Trainer Trainer(Model model, int batch, int threads) =>
        new(model, new SparseCategoricalCrossentropy(), new RMSprop())
        {
            BatchSize = batch,
            Threads = threads,
            Shuffle = false,
            Metrics = [],
            Progress = Progress.None,
        };

    /// <summary>Images of random pixels.</summary>
    public static Tensor Pixels(Shape sample, int count)
    {
        var random = new Random(1);
        return Tensor.Create([count, .. sample], _ => random.NextSingle());
    }

    /// <summary>Such images with random classes.</summary>
    public static Dataset Data(Shape sample, int count)
    {
        var random = new Random(2);
        return Dataset.OfTensors(
            Pixels(sample, count),
            Enumerable.Range(0, count).Select(_ => random.Next(Classes)).ToArray()
        );
    }

    private static Dense Output => new(Classes) { Activation = Activation.Softmax };

    private static Model Cifar() =>
        new(
            [32, 32, 3],
            Convolution(32, Padding.Same),
            Convolution(32, Padding.Same),
            new MaxPooling2D((2, 2)),
            Convolution(64, Padding.Same),
            Convolution(64, Padding.Same),
            new MaxPooling2D((2, 2)),
            new Flatten(),
            new Dense(512) { Activation = Activation.Relu },
            Output
        );

    private static Model Vgg() =>
        new(
            [16, 16, 128],
            [
                .. Enumerable.Range(0, 6).Select(_ => Convolution(128, Padding.Same)),
                new GlobalAveragePooling2D(),
                Output,
            ]
        );

    /// <summary>A small residual network; bare, the same convolutions stand without the normalizations behind them.</summary>
    private static Model ResNet(bool isNormalized)
    {
        return new(
            [28, 28, 1],
            [
                .. Convolved(16, 3, 1),
                new ActivationLayer(Activation.Relu),
                .. Block(16, 1),
                .. Block(32, 2),
                .. Block(64, 2),
                new GlobalAveragePooling2D(),
                Output,
            ]
        );

        ILayer[] Block(int filters, int strides) =>
            [
                new Residual(
                    new Sequential([
                        .. Convolved(filters, 3, strides),
                        new ActivationLayer(Activation.Relu),
                        .. Convolved(filters, 3, 1),
                    ]),
                    strides == 1 ? null : new Sequential(Convolved(filters, 1, strides))
                ),
                new ActivationLayer(Activation.Relu),
            ];

        ILayer[] Convolved(int filters, int kernel, int strides)
        {
            var convolution = new Conv2D(filters, kernel) { Padding = Padding.Same, Strides = strides };
            return isNormalized ? [convolution with { UseBias = false }, new BatchNormalization()] : [convolution];
        }
    }

    private static Conv2D Convolution(int filters, Padding padding = Padding.Valid) =>
        new(filters, (3, 3)) { Activation = Activation.Relu, Padding = padding };
}
