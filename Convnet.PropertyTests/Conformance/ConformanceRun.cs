using System.Text;
using Xunit;

namespace Convnet.PropertyTests;

/// <summary>Runs all cases of a file, counts what ran and what waits for a later feature, and fails with every case that does not agree.</summary>
internal sealed class ConformanceRun
{
    private readonly SortedDictionary<string, int> ran = [];
    private readonly SortedDictionary<string, int> left = [];
    private readonly List<string> failures = [];

    /// <summary>The kinds of which every case runs, unless one of its arguments is a later feature.</summary>
    private static readonly Dictionary<string, Func<ReferenceCase, Agreement, string?>> Kinds = new()
    {
        ["conv2d"] = LayerConformance.Run,
        ["depthwise_conv2d"] = LayerConformance.Run,
        ["separable_conv2d"] = LayerConformance.Run,
        ["conv2d_transpose"] = LayerConformance.Run,
        ["dense"] = LayerConformance.Run,
        ["max_pooling2d"] = LayerConformance.Run,
        ["average_pooling2d"] = LayerConformance.Run,
        ["global_average_pooling2d"] = LayerConformance.Run,
        ["global_max_pooling2d"] = LayerConformance.Run,
        ["up_sampling2d"] = LayerConformance.Run,
        ["zero_padding2d"] = LayerConformance.Run,
        ["cropping2d"] = LayerConformance.Run,
        ["activation"] = LayerConformance.Run,
        ["batch_normalization"] = NormalizationConformance.Run,
        ["layer_normalization"] = NormalizationConformance.Run,
        ["loss"] = LossConformance.RunLoss,
        ["metric"] = (given, _) => MetricConformance.Run(given),
        ["confusion_matrix"] = (given, _) => MetricConformance.RunConfusionMatrix(given),
        ["class_weight"] = (given, _) => EvaluateConformance.RunClassWeight(given),
        ["evaluate"] = (given, _) => EvaluateConformance.Run(given),
        ["regularizer"] = LossConformance.RunRegularizer,
        ["optimizer"] = OptimizerConformance.RunOptimizer,
        ["learning_rate_schedule"] = (given, _) => OptimizerConformance.RunSchedule(given),
        ["initializer"] = (given, _) => InitializerConformance.Run(given),
        ["early_stopping"] = (given, _) => CallbackConformance.RunEarlyStopping(given),
        ["reduce_lr_on_plateau"] = (given, _) => CallbackConformance.RunReduceOnPlateau(given),
        ["convnet"] = ConvnetConformance.Run,
    };

    /// <summary>The kinds that later features bring; a kind that is in neither list fails.</summary>
    private static readonly string[] LaterKinds = [];

    /// <summary>Names that exist: a case of one must run unless an argument of it is a later feature, so a name alone is no excuse.</summary>
    private static readonly string[] ExistingNames =
    [
        "activation linear",
        "activation relu",
        "activation leaky_relu",
        "activation elu",
        "activation gelu",
        "activation sigmoid",
        "activation tanh",
        "activation softplus",
        "activation swish",
        "activation silu",
        "activation softmax",
        "activation log_softmax",
        "activation selu",
        "activation hard_sigmoid",
        "activation mish",
        "activation softsign",
        "activation relu6",
        "activation exponential",
        "loss categorical_crossentropy",
        "loss sparse_categorical_crossentropy",
        "loss binary_crossentropy",
        "loss mean_squared_error",
        "loss mean_absolute_error",
        "loss huber",
        "loss kl_divergence",
        "metric categorical_accuracy",
        "metric sparse_categorical_accuracy",
        "metric binary_accuracy",
        "metric top_k_categorical_accuracy",
        "metric sparse_top_k_categorical_accuracy",
        "metric precision",
        "metric recall",
        "metric f1_score",
        "metric auc",
        "optimizer SGD",
        "optimizer RMSprop",
        "optimizer Adam",
        "optimizer AdamW",
        "optimizer Nadam",
        "optimizer Adagrad",
        "initializer glorot_uniform",
        "initializer glorot_normal",
        "initializer he_uniform",
        "initializer he_normal",
        "initializer lecun_uniform",
        "initializer lecun_normal",
    ];

    /// <summary>Runs the cases and fails with all that do not agree.</summary>
    /// <param name="cases">The cases.</param>
    /// <param name="agreement">How near results must be.</param>
    /// <param name="kinds">Kinds of which at least one case must have run.</param>
    /// <returns>What ran and what was left, for the test's output.</returns>
    public static string Of(IEnumerable<ReferenceCase> cases, Agreement agreement, params string[] kinds)
    {
        var run = new ConformanceRun();
        foreach (var given in cases)
        {
            run.Add(given, agreement);
        }

        run.failures.AddRange(
            kinds.Where(kind => !run.ran.ContainsKey(kind)).Select(kind => $"no case of {kind} was run")
        );
        run.failures.AddRange(
            ExistingNames.Where(run.left.ContainsKey).Select(name => $"{name} exists, but a case of it was left out")
        );
        Assert.True(run.failures.Count == 0, string.Join('\n', run.failures));
        return run.Report();
    }

    private void Add(ReferenceCase given, Agreement agreement)
    {
        if (!Kinds.TryGetValue(given.Kind, out var run))
        {
            Count(left, LaterKinds.Contains(given.Kind) ? given.Kind : $"unknown kind {given.Kind}");
            failures.AddRange(LaterKinds.Contains(given.Kind) ? [] : [$"unknown kind {given.Kind}"]);
            return;
        }

        try
        {
            var later = run(given, agreement);
            Count(later is null ? ran : left, later ?? given.Kind);
        }
        catch (Exception exception)
        {
            // Any failure, so that one does not hide the others.
            failures.Add($"{given}: {exception.Message}");
        }
    }

    private static void Count(SortedDictionary<string, int> counts, string what) =>
        counts[what] = counts.GetValueOrDefault(what) + 1;

    private string Report()
    {
        var text = new StringBuilder($"{ran.Values.Sum()} cases agree: ");
        text.AppendJoin(", ", ran.Select(count => $"{count.Value} {count.Key}"));
        text.Append($"\n{left.Values.Sum()} cases wait for a later feature: ");
        return text.AppendJoin(", ", left.Select(count => $"{count.Value} {count.Key}")).ToString();
    }
}
