using System.Numerics.Tensors;

namespace Convnet;

/// <summary>
/// Squares for small differences, absolute values for large ones: an outlier pulls no harder than <see cref="Delta"/>.
/// <para>Shape: targets as predictions.</para>
/// <para>Formula: the mean over the sample of ½d² where |d| ≤ δ, else δ|d| − ½δ², with d = p − t (Huber 1964; Keras, losses.huber).</para>
/// <para>Errors: targets of another shape; a delta that is not above 0.</para>
/// <para>Example: <c>new Huber { Delta = 0.5 }</c></para>
/// </summary>
public sealed record Huber : ILoss, IElementwiseLoss
{
    /// <summary>From which difference on the loss is linear, above 0; 1 unless told, as in Keras.</summary>
    public double Delta
    {
        get;
        init => field = Check.Positive(value);
    } = 1;

    /// <inheritdoc/>
    string IElementwiseLoss.Title => "Huber's loss";

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
        TensorPrimitives.Subtract(prediction, target, values);
        TensorPrimitives.Clamp(values, -Delta, Delta, slopes);

        // With c the clamped difference, both branches are c·d − ½c².
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = slopes[i] * (values[i] - (slopes[i] / 2));
        }
    }
}
