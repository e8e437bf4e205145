using System.Text.RegularExpressions;

namespace Convnet.PropertyTests;

/// <summary>What Keras' evaluate returns, and the sample weights that its fit derives from class weights.</summary>
internal static partial class EvaluateConformance
{
    /// <summary>Predictions, loss and metrics of a dense model.</summary>
    public static void Run(ReferenceCase given)
    {
        var data = Dataset.OfTensors(ReferenceCase.Tensor(given["x"]), ReferenceCase.Tensor(given["y"]));
        data = given.Has("sample_weight")
            ? data.WithWeights(ReferenceCase.Tensor(given["sample_weight"]).ToArray())
            : data;
        var loss = LossConformance.Loss(given["loss"].GetString()!, given);
        var trainer = new Trainer(new Model(data.InputShape, Layers(given)), loss, new SGD(0.1))
        {
            BatchSize = given["batch_size"].GetInt32(),
            Metrics = Metrics(given, "metrics"),
            WeightedMetrics = Metrics(given, "weighted_metrics"),
        };
        var tensors = new Queue<Tensor>(
            given["weights"].EnumerateObject().Select(weight => ReferenceCase.Tensor(weight.Value))
        );
        var weights = trainer.Model.Initialize(1).Map(_ => tensors.Dequeue());
        LayerConformance.Near(trainer.Predict(weights, data), given["predictions"], 1e-6, "predictions");

        var score = trainer.Evaluate(weights, data);
        var expected = given["result"]
            .EnumerateObject()
            .ToDictionary(pair => pair.Name, pair => pair.Value.GetDouble());
        Xunit.Assert.Equal(expected.Keys.Order(), score.Metrics.Select(metric => metric.Name).Append("loss").Order());
        foreach (var (name, value) in expected)
        {
            Closeness.Assert([score[name]], [value], [1e-6 * Math.Max(1, value)], name);
        }
    }

    /// <summary>The weight of each sample.</summary>
    public static void RunClassWeight(ReferenceCase given)
    {
        var targets = ReferenceCase.Tensor(given["y"]);
        var weights = given["class_weight"]
            .EnumerateObject()
            .ToDictionary(pair => int.Parse(pair.Name), pair => pair.Value.GetDouble());
        var data = Dataset.OfTensors(Tensor.Zeros([targets.Samples, 1]), targets).WithClassWeights(weights);
        LayerConformance.Near(data.Batch().Weights!, given["sample_weight"], 1e-7, "sample weights");
    }

    /// <summary>The layers of a line such as <c>dense(8, relu) dense(3, softmax)</c>.</summary>
    private static IEnumerable<ILayer> Layers(ReferenceCase given) =>
        DenseText()
            .Matches(given["layers"].GetString()!)
            .Select(match => new Dense(int.Parse(match.Groups["units"].Value))
            {
                Activation = match.Groups["activation"].Value switch
                {
                    "" or "linear" => Activation.Linear,
                    "relu" => Activation.Relu,
                    "tanh" => Activation.Tanh,
                    "sigmoid" => Activation.Sigmoid,
                    "softmax" => Activation.Softmax,
                    var other => throw new InvalidOperationException($"The activation {other} is not read yet."),
                },
            });

    private static IMetric[] Metrics(ReferenceCase given, string field) =>
        given.Has(field) ? [.. given[field].EnumerateArray().Select(name => Metric(name.GetString()!))] : [];

    private static IMetric Metric(string name) =>
        name switch
        {
            "accuracy" => new Accuracy(),
            "mean_squared_error" => new MeanLoss(name, new MeanSquaredError()),
            "mean_absolute_error" => new MeanLoss(name, new MeanAbsoluteError()),
            _ => throw new InvalidOperationException($"The metric {name} is not read yet."),
        };

    [GeneratedRegex(@"dense\((?<units>\d+)(, (?<activation>\w+))?\)")]
    private static partial Regex DenseText();
}
