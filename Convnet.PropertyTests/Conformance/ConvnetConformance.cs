using System.Text.RegularExpressions;

namespace Convnet.PropertyTests;

/// <summary>A whole convnet: probabilities, loss, all gradients and the parameters of three steps of RMSprop.</summary>
internal static partial class ConvnetConformance
{
    /// <summary>Runs the case.</summary>
    public static void Run(ReferenceCase given, Agreement agreement)
    {
        var (input, labels) = (ReferenceCase.Tensor(given["input"]), ReferenceCase.Values(given["labels"]));
        var model = new Model(input.Shape.Sample, Layers(given["layers"].GetString()!));
        var batch = new Batch(input, Tensor.Create([labels.Length], i => (float)labels[i]));
        var initial = new Queue<Tensor>(given["parameters"].EnumerateArray().Select(ReferenceCase.Tensor));
        var parameters = model.Initialize(1).Map(_ => initial.Dequeue());
        Xunit.Assert.Equal("rmsprop(1e-3, rho 0.9, epsilon 1e-7)", given["optimizer"].GetString());
        var optimizer = new RMSprop(1e-3, 0.9, 1e-7);
        var state = optimizer.Initialize(parameters);
        foreach (var step in given["steps"].EnumerateArray())
        {
            LayerConformance.Near(
                model.Forward(parameters, input),
                step.GetProperty("probabilities"),
                agreement.Values,
                "probabilities"
            );
            var (loss, gradient) = model.Gradient(new CategoricalCrossentropy(), parameters, batch);
            var expected = step.GetProperty("loss").GetDouble();
            Closeness.Assert([loss], [expected], [agreement.Values * expected], "loss");
            foreach (var (leaf, of) in Closeness.Pairs(gradient.Leaves, step.GetProperty("gradients").EnumerateArray()))
            {
                LayerConformance.Near(leaf.Tensor, of, agreement.Gradients, $"gradient of {leaf.Path}");
            }

            (var update, state) = optimizer.Update(gradient, state, parameters);
            parameters = Optimization.Apply(parameters, update);
            foreach (
                var (leaf, after) in Closeness.Pairs(
                    parameters.Leaves,
                    step.GetProperty("parametersAfter").EnumerateArray()
                )
            )
            {
                LayerConformance.Near(leaf.Tensor, after, agreement.Values, $"{leaf.Path} after a step");
            }
        }
    }

    /// <summary>The layers of a line such as <c>conv2d(3, 3x3, same, strides 2, relu) max_pooling2d(2) flatten dense(5, softmax)</c>.</summary>
    private static IEnumerable<ILayer> Layers(string text) =>
        LayerText()
            .Matches(text)
            .Select(match => Layer(match.Groups["name"].Value, match.Groups["arguments"].Value.Split(", ")));

    private static ILayer Layer(string name, string[] arguments)
    {
        var padding = arguments.Contains("same") ? Padding.Same : Padding.Valid;
        var activation =
            arguments.Contains("relu") ? Activation.Relu
            : arguments.Contains("softmax") ? Activation.Softmax
            : Activation.Linear;
        return name switch
        {
            "conv2d" => new Conv2D(int.Parse(arguments[0]), (arguments[1][0] - '0', arguments[1][2] - '0'))
            {
                Padding = padding,
                Activation = activation,
                Strides = arguments.FirstOrDefault(a => a.StartsWith("strides", StringComparison.Ordinal))
                    is { } strides
                    ? int.Parse(strides["strides ".Length..])
                    : 1,
            },
            "max_pooling2d" => new MaxPooling2D(int.Parse(arguments[0])) { Padding = padding },
            "average_pooling2d" => new AveragePooling2D(int.Parse(arguments[0])) { Padding = padding },
            "flatten" => new Flatten(),
            "dense" => new Dense(int.Parse(arguments[0])) { Activation = activation },
            _ => throw new ArgumentException($"The reference has a layer {name} that this test does not know."),
        };
    }

    [GeneratedRegex(@"(?<name>[a-z_0-9]+)(\((?<arguments>[^)]*)\))?")]
    private static partial Regex LayerText();
}
