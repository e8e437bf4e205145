using System.Numerics.Tensors;

namespace Convnet;

/// <summary>
/// The share of predictions whose largest value is at the target's class; with a single output, of those on the target's side of ½.
/// <para>Shape: predictions (samples, classes); targets the same (one-hot or probabilities), or class indices (samples).</para>
/// <para>Formula: Σ weight·(argmax p = argmax t)/Σ weight, a tie going to the first (Keras' "accuracy", which looks at the shapes likewise).</para>
/// </summary>
public sealed record Accuracy : IMetric
{
    /// <inheritdoc/>
    public string Name => "accuracy";

    /// <inheritdoc/>
    public MetricState Start() => new(0, 0);

    /// <inheritdoc/>
    public MetricState Add(MetricState state, Tensor prediction, Tensor target, Tensor? weights)
    {
        var areIndices = ClassTargets.AreIndices(Check.NotNull(prediction).Shape, Check.NotNull(target).Shape);
        var (right, all, classes) = (0.0, 0.0, prediction.Shape[^1]);
        var rows = prediction.Shape.SampleSize / classes;
        for (var row = 0; row < prediction.Samples * rows; row++)
        {
            var weight = weights is null ? 1.0 : weights.Values[row / rows];
            all += weight;
            right += IsRight(prediction.Values, target.Values, row, classes, areIndices) ? weight : 0;
        }

        return new(Check.NotNull(state).Sums[0] + right, state.Sums[1] + all);
    }

    /// <inheritdoc/>
    public double Result(MetricState state) =>
        Check.NotNull(state).Sums[1] == 0 ? double.NaN : state.Sums[0] / state.Sums[1];

    private static bool IsRight(
        ReadOnlySpan<float> prediction,
        ReadOnlySpan<float> target,
        int row,
        int classes,
        bool areIndices
    )
    {
        if (classes == 1)
        {
            return target[row] == (prediction[row] > 0.5f ? 1 : 0);
        }

        var chosen = TensorPrimitives.IndexOfMax(prediction.Slice(row * classes, classes));
        return chosen == (areIndices ? target[row] : TensorPrimitives.IndexOfMax(target.Slice(row * classes, classes)));
    }
}
