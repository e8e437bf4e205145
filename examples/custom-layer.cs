// A layer of one's own in C#: a record that implements ILayer. dotnet run examples/custom-layer.cs
#:project ../Convnet.Core/Convnet.Core.csproj

using Convnet;

var model = new Model(
    [28, 28, 1],
    new Conv2D(16, (3, 3)) { Activation = Activation.Relu },
    new SqueezeExcite(4),
    new MaxPooling2D((2, 2)),
    new Flatten(),
    new Dense(10) { Activation = Activation.Softmax }
);
Console.WriteLine(model.Summary());
Console.WriteLine($"equal by value: {new SqueezeExcite(4) == new SqueezeExcite(4)}");

var data = args.Contains("--quick") ? Digits.Generate(1, 512, 256) : Digits.Generate(1, 6000, 1000);
var trainer = new Trainer(model, new CategoricalCrossentropy(), new RMSprop()) { BatchSize = 64, Seed = 42 };
Console.WriteLine(trainer.Fit(2, data.Train).Evaluate(data.Test));

/// <summary>Squeeze and excite (Hu, Shen and Sun 2018): what all channels are on average decides how much of each goes on.</summary>
internal sealed record SqueezeExcite(int Ratio) : ILayer
{
    public Shape OutputShape(Shape input) =>
        input is [_, _, var channels] && channels >= Ratio
            ? input
            : throw new ShapeException(
                $"SqueezeExcite takes images of at least {Ratio} channels, but was given {input}."
            );

    public IReadOnlyList<ParameterSpec> ParameterSpecs(Shape input) =>
        [
            new("squeeze", [input[2], input[2] / Ratio], Initializer.GlorotUniform),
            new("excite", [input[2] / Ratio, input[2]], Initializer.GlorotUniform),
        ];

    public Tensor Forward(Parameters parameters, Tensor input, Phase phase) =>
        Scale(input, Factors(parameters, input, phase).Output);

    // The output is image · factor, so that two gradients reach the image: directly, and through the factor.
    public Differential ForwardWithPullback(Parameters parameters, Tensor input, Phase phase)
    {
        var factors = Factors(parameters, input, phase);
        return new(
            Scale(input, factors.Output),
            (outputGradient, _) =>
            {
                var through = factors.Pullback(SumOverPixels(outputGradient, input));
                var (direct, indirect) = (Scale(outputGradient, factors.Output).ToArray(), through.Input.ToArray());
                return new(Tensor.Create(input.Shape, i => direct[i] + indirect[i]), through.Parameters);
            }
        );
    }

    // From the image to the factors. Library layers are functions too, so that their pullbacks can be chained by hand.
    private Differential Factors(Parameters parameters, Tensor input, Phase phase)
    {
        var channels = input.Shape[3];
        var (squeeze, excite) = (
            new Dense(channels / Ratio) { Activation = Activation.Relu, UseBias = false },
            new Dense(channels) { Activation = Activation.Sigmoid, UseBias = false }
        );
        var mean = new GlobalAveragePooling2D().ForwardWithPullback(Parameters.None, input, phase);
        var squeezed = squeeze.ForwardWithPullback(Kernel(parameters["squeeze"]), mean.Output, phase);
        var excited = excite.ForwardWithPullback(Kernel(parameters["excite"]), squeezed.Output, phase);
        return new(
            excited.Output,
            (gradient, _) =>
            {
                var byExcite = excited.Pullback(gradient);
                var bySqueeze = squeezed.Pullback(byExcite.Input);
                return new(
                    mean.Pullback(bySqueeze.Input).Input,
                    Parameters.Of(
                        ("squeeze", bySqueeze.Parameters["kernel"]),
                        ("excite", byExcite.Parameters["kernel"])
                    )
                );
            }
        );
    }

    private static Parameters Kernel(Tensor kernel) => Parameters.Of(("kernel", kernel));

    private static Tensor Scale(Tensor images, Tensor factors)
    {
        var (channels, size) = (factors.Shape[1], images.Shape.Sample.Size);
        var (values, by) = (images.ToArray(), factors.ToArray());
        return Tensor.Create(images.Shape, i => values[i] * by[(i / size * channels) + (i % channels)]);
    }

    private static Tensor SumOverPixels(Tensor a, Tensor b)
    {
        var (channels, size) = (a.Shape[3], a.Shape.Sample.Size);
        var (left, right, sums) = (a.ToArray(), b.ToArray(), new float[a.Samples * channels]);
        for (var i = 0; i < left.Length; i++)
        {
            sums[(i / size * channels) + (i % channels)] += left[i] * right[i];
        }

        return Tensor.Of([a.Samples, channels], sums);
    }
}
