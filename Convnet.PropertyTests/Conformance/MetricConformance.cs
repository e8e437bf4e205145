using System.Text.Json;

namespace Convnet.PropertyTests;

/// <summary>Metrics against their values in Keras, after each batch. Computed in Keras' float32: to 1e-6, as the file's README asks.</summary>
internal static class MetricConformance
{
    /// <summary>The values after each batch.</summary>
    public static void Run(ReferenceCase given)
    {
        var metric = Metric(given);
        var state = metric.Start();
        foreach (var update in given["updates"].EnumerateArray())
        {
            var weights = update.TryGetProperty("sample_weight", out var weight) ? ReferenceCase.Tensor(weight) : null;
            var (target, prediction) = (update.GetProperty("y_true"), update.GetProperty("y_pred"));
            state = metric.Add(state, ReferenceCase.Tensor(prediction), ReferenceCase.Tensor(target), weights);
            Near(metric, state, update.GetProperty("result"));
        }

        Near(metric, state, given["result"]);
    }

    /// <summary>The matrix of labels and predictions, both class indices.</summary>
    public static void RunConfusionMatrix(ReferenceCase given)
    {
        var (labels, predictions) = (Integers(given["labels"]), Integers(given["predictions"]));
        var weights = given.Has("weights") ? ReferenceCase.Tensor(given["weights"]).ToArray() : null;
        var matrix = ConfusionMatrix.Of(labels, predictions, given["num_classes"].GetInt32(), weights);
        Near(matrix, ReferenceCase.Values(given["matrix"]));
    }

    private static void Near(IMetric metric, MetricState state, JsonElement result)
    {
        double[] expected =
            result.ValueKind == JsonValueKind.Number ? [result.GetDouble()] : ReferenceCase.Values(result);
        var values = metric.Values(state);
        Xunit.Assert.Equal(result.ValueKind == JsonValueKind.Number ? 0 : 1, values.Shape.Count);
        Near(values, expected);
        Closeness.Assert([metric.Result(state)], [expected.Average()], [1e-6], "result");
    }

    private static void Near(Tensor actual, double[] expected) =>
        Closeness.Assert(actual.ToArray(), expected, [.. expected.Select(value => 1e-6 * Math.Max(1, value))]);

    private static int[] Integers(JsonElement tensor) => [.. ReferenceCase.Values(tensor).Select(value => (int)value)];

    private static IMetric Metric(ReferenceCase given) =>
        given.Name switch
        {
            "categorical_accuracy" => new CategoricalAccuracy(),
            "sparse_categorical_accuracy" => new SparseCategoricalAccuracy(),
            "binary_accuracy" => new BinaryAccuracy { Threshold = given.Number("threshold", 0.5) },
            "top_k_categorical_accuracy" => new TopKCategoricalAccuracy { K = Integer(given, "k") ?? 5 },
            "sparse_top_k_categorical_accuracy" => new SparseTopKCategoricalAccuracy { K = Integer(given, "k") ?? 5 },
            "precision" => new Precision
            {
                Thresholds = Numbers(given, "thresholds"),
                TopK = Integer(given, "top_k"),
                ClassId = Integer(given, "class_id"),
            },
            "recall" => new Recall
            {
                Thresholds = Numbers(given, "thresholds"),
                TopK = Integer(given, "top_k"),
                ClassId = Integer(given, "class_id"),
            },
            "f1_score" => new F1Score
            {
                Average = Choice(given, "average", Average.None),
                Threshold = given.Argument("threshold")?.GetDouble(),
            },
            "auc" => new AUC
            {
                NumThresholds = Integer(given, "num_thresholds") ?? 200,
                Thresholds = Numbers(given, "thresholds"),
                Curve = Choice(given, "curve", AucCurve.ROC),
                SummationMethod = Choice(given, "summation_method", AucSummation.Interpolation),
                MultiLabel = given.Is("multi_label"),
                NumLabels = Integer(given, "num_labels"),
                LabelWeights = Numbers(given, "label_weights"),
                FromLogits = given.Is("from_logits"),
            },
            var unknown => throw new ArgumentException($"There is no metric {unknown}."),
        };

    private static int? Integer(ReferenceCase given, string name) => given.Argument(name)?.GetInt32();

    /// <summary>A number or several.</summary>
    private static double[]? Numbers(ReferenceCase given, string name) =>
        given.Argument(name) is not { } value ? null
        : value.ValueKind == JsonValueKind.Number ? [value.GetDouble()]
        : ReferenceCase.Values(value);

    private static T Choice<T>(ReferenceCase given, string name, T otherwise)
        where T : struct, Enum =>
        given.Argument(name) is { } value ? Enum.Parse<T>(value.GetString()!, ignoreCase: true) : otherwise;
}
