using System.Numerics.Tensors;

namespace Convnet;

/// <summary>
/// The mean of the squared differences of a sample.
/// <para>Shape: targets as predictions.</para>
/// <para>Formula: Σ(p − t)²/n over the n values of the sample (Keras, losses.mean_squared_error).</para>
/// <para>Errors: targets of another shape.</para>
/// </summary>
public sealed record MeanSquaredError : ILoss, IElementwiseLoss
{
    /// <inheritdoc/>
    string IElementwiseLoss.Title => "the mean squared error";

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
        TensorPrimitives.Multiply(slopes, slopes, values);
        TensorPrimitives.Multiply(slopes, 2, slopes);
    }
}
