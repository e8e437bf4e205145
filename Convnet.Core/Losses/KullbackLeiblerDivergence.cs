using System.Numerics.Tensors;

namespace Convnet;

/// <summary>
/// How far predicted probabilities are from the wanted ones: what their cross-entropy is above the entropy of the targets.
/// <para>Shape: predictions (samples, classes); targets the same.</para>
/// <para>
/// Formula: Σ t·log(t/p) over the last axis, both clipped to [1e-7, 1] and neither brought to sum 1; where a sample has several rows, their
/// mean (Kullback and Leibler 1951; Keras, losses.kl_divergence).
/// </para>
/// <para>Errors: targets of another shape.</para>
/// </summary>
public sealed record KullbackLeiblerDivergence : ILoss, IElementwiseLoss
{
    /// <inheritdoc/>
    string IElementwiseLoss.Title => "the Kullback-Leibler divergence";

    /// <inheritdoc/>
    public LossValue Evaluate(Tensor prediction, Tensor target) => ElementwiseLoss.Evaluate(this, prediction, target);

    /// <summary>Rows are summed, not averaged.</summary>
    int IElementwiseLoss.Divisor(Shape prediction) => prediction.SampleSize / ValueTargets.Columns(prediction);

    /// <inheritdoc/>
    void IElementwiseLoss.Evaluate(
        Span<double> prediction,
        Span<double> target,
        Span<double> values,
        Span<double> slopes
    )
    {
        TensorPrimitives.Clamp(target, CrossEntropy.Epsilon, 1, target);
        TensorPrimitives.Clamp(prediction, CrossEntropy.Epsilon, 1, values);
        for (var i = 0; i < slopes.Length; i++)
        {
            slopes[i] = prediction[i] is < CrossEntropy.Epsilon or > 1 ? 0 : -target[i] / values[i];
        }

        TensorPrimitives.Divide(target, values, values);
        TensorPrimitives.Log(values, values);
        TensorPrimitives.Multiply(values, target, values);
    }
}
