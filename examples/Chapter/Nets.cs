namespace Convnet.Examples;

/// <summary>The networks of the chapter.</summary>
internal static class Nets
{
    private const int Classes = 10;

    /// <summary>Two convolutions, each with max pooling behind it, and a third.</summary>
    public static Model Convnet { get; } =
        WithHead(
            new Conv2D(32, (3, 3)) { Activation = Activation.Relu },
            new MaxPooling2D((2, 2)),
            new Conv2D(64, (3, 3)) { Activation = Activation.Relu },
            new MaxPooling2D((2, 2)),
            new Conv2D(64, (3, 3)) { Activation = Activation.Relu }
        );

    /// <summary>The dense network that the chapter compares with.</summary>
    public static Model Dense { get; } =
        new(
            Image,
            new Flatten(),
            new Dense(512) { Activation = Activation.Relu },
            new Dense(Classes) { Activation = Activation.Softmax }
        );

    /// <summary>The convolutions without max pooling.</summary>
    public static Model WithoutPooling { get; } =
        new(
            Image,
            new Conv2D(32, (3, 3)) { Activation = Activation.Relu },
            new Conv2D(64, (3, 3)) { Activation = Activation.Relu },
            new Conv2D(64, (3, 3)) { Activation = Activation.Relu }
        );

    private static Shape Image => [28, 28, 1];

    /// <summary>Convolutions with the chapter's classifier on top.</summary>
    public static Model WithHead(params ILayer[] convolutions) =>
        new(
            Image,
            [
                .. convolutions,
                new Flatten(),
                new Dense(64) { Activation = Activation.Relu },
                new Dense(Classes) { Activation = Activation.Softmax },
            ]
        );
}
