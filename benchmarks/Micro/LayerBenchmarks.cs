using BenchmarkDotNet.Attributes;

namespace Convnet.Benchmarks.Micro;

/// <summary>
/// The layers of the MNIST convnet on one thread, over the eight images that a worker takes at once: forward, and forward with the way
/// back. Outside an epoch tensors are new arrays, so that the numbers hold the cost of memory that training uses again.
/// </summary>
/// <remarks><c>dotnet run -c Release --project benchmarks/Micro -- --filter '*Layer*'</c></remarks>
public class LayerBenchmarks
{
    private const int Images = 8;

    private static readonly Dictionary<string, Model> Models = new()
    {
        ["Conv2D 28x28x1"] = new([28, 28, 1], new Conv2D(32, (3, 3)) { Activation = Activation.Relu }),
        ["MaxPooling2D 26x26x32"] = new([26, 26, 32], new MaxPooling2D((2, 2))),
        ["Conv2D 13x13x32"] = new([13, 13, 32], new Conv2D(64, (3, 3)) { Activation = Activation.Relu }),
        ["MaxPooling2D 11x11x64"] = new([11, 11, 64], new MaxPooling2D((2, 2))),
        ["Conv2D 5x5x64"] = new([5, 5, 64], new Conv2D(64, (3, 3)) { Activation = Activation.Relu }),
        ["Dense 576"] = new([576], new Dense(64) { Activation = Activation.Relu }),
        ["Dense 64"] = new([64], new Dense(10) { Activation = Activation.Softmax }),
    };

    private Model model = Models["Dense 64"];
    private Parameters weights = Models["Dense 64"].Initialize(1);
    private Tensor input = Tensor.Zeros([]);
    private Tensor outputGradient = Tensor.Zeros([]);

    public static IEnumerable<string> Layers => Models.Keys;

    public static IEnumerable<string> Providers => Provider.Available.Where(name => name != "mathnet");

    [ParamsSource(nameof(Layers))]
    public string Layer { get; set; } = "";

    [ParamsSource(nameof(Providers))]
    public string Name { get; set; } = "";

    [GlobalSetup]
    public void Setup()
    {
        Provider.Use(Name);
        model = Models[Layer];
        weights = model.Initialize(1);
        input = Wave(model.Input);
        outputGradient = Wave(model.Output);
    }

    [Benchmark]
    public Tensor Forward() => model.Forward(weights, input);

    [Benchmark]
    public Gradients ForwardAndBack() => model.Pullback(weights, input).Pullback(outputGradient);

    /// <summary>Values of both signs without a pattern that a cache or a branch predictor could learn.</summary>
    private static Tensor Wave(Shape sample) => Tensor.Create(sample.Batch(Images), i => MathF.Sin(i * 12.9898f));
}
