using Xunit;

namespace Convnet.PropertyTests;

/// <summary>Runs all cases of a file, counts them by kind, and fails with every case that does not agree.</summary>
internal sealed class ConformanceRun
{
    private readonly SortedDictionary<string, int> ran = [];
    private readonly List<string> failures = [];

    private static readonly Dictionary<string, Action<ReferenceCase, Agreement>> Kinds = new()
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

    /// <summary>Runs the cases and fails with all that do not agree.</summary>
    /// <param name="cases">The cases.</param>
    /// <param name="agreement">How near results must be.</param>
    /// <param name="kinds">Kinds of which at least one case must have run.</param>
    /// <returns>How many cases of each kind agree, for the test's output.</returns>
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
        Assert.True(run.failures.Count == 0, string.Join('\n', run.failures));
        return run.Report();
    }

    private void Add(ReferenceCase given, Agreement agreement)
    {
        if (!Kinds.TryGetValue(given.Kind, out var run))
        {
            failures.Add($"there is no kind {given.Kind}");
            return;
        }

        try
        {
            run(given, agreement);
            ran[given.Kind] = ran.GetValueOrDefault(given.Kind) + 1;
        }
        catch (Exception exception)
        {
            // Any failure, so that one does not hide the others.
            failures.Add($"{given}: {exception.Message}");
        }
    }

    private string Report() =>
        $"{ran.Values.Sum()} cases agree: {string.Join(", ", ran.Select(count => $"{count.Value} {count.Key}"))}";
}
