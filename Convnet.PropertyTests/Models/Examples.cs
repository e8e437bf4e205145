namespace Convnet.PropertyTests;

/// <summary>Models that several tests look at.</summary>
internal static class Examples
{
    /// <summary>The convnet for MNIST of the README.</summary>
    public static Model Convnet { get; } =
        new(
            [28, 28, 1],
            new Conv2D(32, (3, 3)) { Activation = Activation.Relu },
            new MaxPooling2D((2, 2)),
            new Conv2D(64, (3, 3)) { Activation = Activation.Relu },
            new MaxPooling2D((2, 2)),
            new Conv2D(64, (3, 3)) { Activation = Activation.Relu },
            new Flatten(),
            new Dense(64) { Activation = Activation.Relu },
            new Dense(10) { Activation = Activation.Softmax }
        );
}
