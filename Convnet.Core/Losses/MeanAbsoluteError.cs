using System.Numerics.Tensors;

namespace Convnet;

/// <summary>
/// The mean of the absolute differences of a sample.
/// <para>Shape: targets as predictions.</para>
/// <para>Formula: Σ|p − t|/n over the n values of the sample; the derivative where both are the same is 0 (Keras, losses.mean_absolute_error).</para>
/// <para>Errors: targets of another shape.</para>
/// </summary>
public sealed record MeanAbsoluteError : ILoss, IElementwiseLoss
{
    /// <inheritdoc/>
    string IElementwiseLoss.Title => "the mean absolute error";

    /// <inheritdoc/>
    public LossValue Evaluate(Tensor prediction, Tensor target) => ElementwiseLoss.Evaluate(this, prediction, target);

    /// <inheritdoc/>
    void IElementwiseLoss.Evaluate(
        Span<double> prediction,
        Span<double> target,
        Span<double> values,
        Span<double> slopes
    )
    {
        TensorPrimitives.Subtract(prediction, target, slopes);
        TensorPrimitives.Abs(slopes, values);
        for (var i = 0; i < slopes.Length; i++)
        {
            slopes[i] =
                slopes[i] > 0 ? 1
                : slopes[i] < 0 ? -1
                : slopes[i];
        }
    }
}
