using System.Numerics.Tensors;

namespace Convnet;

/// <summary>The weighted share of rows of classes that are right by some rule: what the accuracies of classifiers have in common.</summary>
internal static class ClassRows
{
    /// <summary>Whether a row of a prediction is right.</summary>
    /// <param name="prediction">The values of the classes.</param>
    /// <param name="target">The class; of a row, where its largest value stands.</param>
    public delegate bool Rule(ReadOnlySpan<float> prediction, float target);

    /// <summary>The sums of weight·right and of weights, with those of one more batch; targets of either form.</summary>
    /// <exception cref="ShapeException">The targets have neither form.</exception>
    public static MetricState Add(MetricState state, Tensor prediction, Tensor target, Tensor? weights, Rule isRight)
    {
        var areIndices = ClassTargets.AreIndices(Check.NotNull(prediction).Shape, Check.NotNull(target).Shape);
        var (right, all, classes) = (0.0, 0.0, prediction.Shape[^1]);
        var rows = prediction.Shape.SampleSize / classes;
        for (var row = 0; row < prediction.Samples * rows; row++)
        {
            var weight = SampleWeights.Of(weights, row / rows);
            var wanted = areIndices
                ? target.Values[row]
                : TensorPrimitives.IndexOfMax(target.Values.Slice(row * classes, classes));
            all += weight;
            right += isRight(prediction.Values.Slice(row * classes, classes), wanted) ? weight : 0;
        }

        return Check.NotNull(state).Plus([right, all]);
    }

    /// <summary>The same where targets are class indices.</summary>
    /// <exception cref="ShapeException">They are not.</exception>
    public static MetricState AddIndices(
        MetricState state,
        Tensor prediction,
        Tensor target,
        Tensor? weights,
        Rule isRight
    ) =>
        ClassTargets.AreIndices(Check.NotNull(prediction).Shape, Check.NotNull(target).Shape)
            ? Add(state, prediction, target, weights, isRight)
            : throw new ShapeException(
                $"A sparse accuracy takes class indices, one for each row of the predictions {prediction.Shape}, but was given {target.Shape}. "
                    + "For rows use the categorical one."
            );

    /// <summary>The largest value stands at the class, the first of equal ones.</summary>
    public static bool IsLargest(ReadOnlySpan<float> prediction, float target) =>
        TensorPrimitives.IndexOfMax(prediction) == target;

    /// <summary>Fewer than <paramref name="k"/> values are above that of the class, so that a tie counts as right.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The target is no class.</exception>
    public static bool IsInTop(ReadOnlySpan<float> prediction, float target, int k)
    {
        var (score, above) = (prediction[ClassTargets.Class(target, prediction.Length)], 0);
        foreach (var value in prediction)
        {
            // Whatever is not known to be smaller is above: a score that is no number is in no top.
            above += value <= score ? 0 : 1;
        }

        return above < k;
    }
}
