namespace Convnet;

/// <summary>
/// How often each class was taken for each: rows are labels, columns predictions.
/// <para>Shape: predictions (samples, classes), or (samples, 1) for two classes; targets the same, or class indices. Values (classes, classes).</para>
/// <para>Formula: the sum of the weights of the samples of label i that were taken for j (Keras, ops.math_utils.confusion_matrix).</para>
/// <para>Errors: predictions of another number of classes, targets of another shape, labels that are no class.</para>
/// <para>Example: <c>trained.Measure(new ConfusionMatrix(10), test)</c></para>
/// </summary>
/// <param name="Classes">How many classes there are.</param>
public sealed record ConfusionMatrix(int Classes) : IMetric
{
    /// <summary>How many classes there are, at least 2.</summary>
    public int Classes
    {
        get;
        init => field = Check.AtLeastTwo(value);
    } = Check.AtLeastTwo(Classes);

    /// <inheritdoc/>
    public string Name
    {
        get;
        init => field = Check.NotNull(value);
    } = "confusion_matrix";

    /// <summary>The matrix of labels and of what was predicted, both class indices.</summary>
    /// <param name="labels">What each sample is.</param>
    /// <param name="predictions">What it was taken for: <c>epoch.Classify(data)</c>.</param>
    /// <param name="classes">How many classes there are, at least 2.</param>
    /// <param name="weights">How much each sample counts; 1 where there are none.</param>
    /// <exception cref="ArgumentException">The lengths differ, or a label is no class.</exception>
    public static Tensor Of(int[] labels, int[] predictions, int classes, float[]? weights = null)
    {
        if (
            Check.NotNull(labels).Length != Check.NotNull(predictions).Length
            || (weights?.Length ?? labels.Length) != labels.Length
        )
        {
            throw new ArgumentException(
                $"There are {labels.Length:N0} labels, {predictions.Length:N0} predictions and {(weights is null ? "no" : $"{weights.Length:N0}")} weights, but each sample needs one of each.",
                nameof(predictions)
            );
        }

        var metric = new ConfusionMatrix(classes);
        var rows = Categorical.ToCategorical(predictions, classes);
        var weight = weights is null ? null : Tensor.Of([weights.Length], weights);
        return metric.Values(metric.Add(metric.Start(), rows, Tensor.Create([labels.Length], i => labels[i]), weight));
    }

    /// <inheritdoc/>
    public MetricState Start() => new(new double[Classes * Classes]);

    /// <inheritdoc/>
    public MetricState Add(MetricState state, Tensor prediction, Tensor target, Tensor? weights)
    {
        var areIndices = ClassTargets.AreIndices(Check.NotNull(prediction).Shape, Check.NotNull(target).Shape);
        RefuseOtherClasses(prediction.Shape);
        var (sums, predicted) = (new double[Classes * Classes], Categorical.Classes(prediction));
        var wanted =
            areIndices && prediction.Shape[1] > 1 ? null : Categorical.Classes(target.Reshape(prediction.Shape));
        for (var i = 0; i < predicted.Length; i++)
        {
            var label = wanted?[i] ?? ClassTargets.Class(target.Values[i], Classes);
            sums[(label * Classes) + predicted[i]] += SampleWeights.Of(weights, i);
        }

        return Check.NotNull(state).Plus(sums);
    }

    /// <summary>The share of what was counted that stands on the diagonal, which is the accuracy; NaN before any batch.</summary>
    public double Result(MetricState state)
    {
        var (right, all) = (0.0, Check.NotNull(state).Sums.Sum());
        for (var i = 0; i < Classes; i++)
        {
            right += state.Sums[(i * Classes) + i];
        }

        return all == 0 ? double.NaN : right / all;
    }

    /// <summary>The matrix.</summary>
    public Tensor Values(MetricState state) =>
        Tensor.Create([Classes, Classes], i => (float)Check.NotNull(state).Sums[i]);

    private void RefuseOtherClasses(Shape prediction)
    {
        if (!(prediction is [_, var classes] && (classes == Classes || (classes == 1 && Classes == 2))))
        {
            throw new ShapeException(
                $"The confusion matrix of {Classes} classes takes predictions (samples, {Classes}), but was given {prediction}."
            );
        }
    }
}
