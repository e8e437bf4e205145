using System.Numerics.Tensors;

namespace Convnet;

/// <summary>
/// Cross-entropy of yes and no: each output is the probability of its own question, and a sample may answer several with yes.
/// <para>Shape: targets as predictions, each from 0 to 1; the output of a sigmoid, or with <see cref="FromLogits"/> its input.</para>
/// <para>
/// Formula: the mean over the sample of −t·log p − (1 − t)·log(1 − p), p clipped to [1e-7, 1 − 1e-7]; from logits x
/// max(x, 0) − x·t + log(1 + e⁻|x|), never clipped (Keras, losses.binary_crossentropy).
/// </para>
/// <para>Errors: targets of another shape.</para>
/// <para>Example: <c>new BinaryCrossentropy { LabelSmoothing = 0.1 }</c></para>
/// </summary>
public sealed record BinaryCrossentropy : ILoss, IElementwiseLoss
{
    /// <summary>True where predictions are logits, the input of a sigmoid that the model does not have.</summary>
    public bool FromLogits { get; init; }

    /// <summary>How far targets are moved to ½, from 0 to 1: t·(1 − s) + s/2; 0 unless told.</summary>
    public double LabelSmoothing
    {
        get;
        init => field = Check.Share(value);
    }

    /// <summary>True where predictions are the input of a sigmoid that training fused into this loss: reports what Keras would without that.</summary>
    internal bool IsFused { get; init; }

    /// <inheritdoc/>
    string IElementwiseLoss.Title => "the binary cross-entropy";

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
        TensorPrimitives.Multiply(target, 1 - LabelSmoothing, target);
        TensorPrimitives.Add(target, LabelSmoothing / 2, target);
        if (IsFused)
        {
            OfFusedSigmoid(prediction, target, values, slopes);
        }
        else if (FromLogits)
        {
            OfLogits(prediction, target, values, slopes);
        }
        else
        {
            OfProbabilities(prediction, target, values, slopes);
        }
    }

    /// <summary>The derivative is 1/(1 + e⁻ˣ) − t.</summary>
    private static void OfLogits(Span<double> logits, Span<double> target, Span<double> values, Span<double> slopes)
    {
        TensorPrimitives.Sigmoid<double>(logits, slopes);
        TensorPrimitives.Subtract(slopes, target, slopes);
        Exponentials.LogP1OfDecay(logits, values);
        for (var i = 0; i < values.Length; i++)
        {
            values[i] += Math.Max(logits[i], 0) - (logits[i] * target[i]);
        }
    }

    /// <summary>The value of the sigmoid's float32 output, clipped; its derivative is that of logits, which nothing clips.</summary>
    private static void OfFusedSigmoid(
        Span<double> logits,
        Span<double> target,
        Span<double> values,
        Span<double> slopes
    )
    {
        TensorPrimitives.Sigmoid<double>(logits, slopes);
        TensorPrimitives.Subtract(slopes, target, slopes);
        Span<float> shares = stackalloc float[Chunks.Most];
        shares = shares[..logits.Length];
        TensorPrimitives.ConvertTruncating(logits, shares);
        TensorPrimitives.Sigmoid(shares, shares);
        TensorPrimitives.ConvertTruncating(shares, logits);
        ClippedValues(logits, target, values);
    }

    /// <summary>The derivative is (p − t)/(p(1 − p)), 0 where clipped.</summary>
    private static void OfProbabilities(
        Span<double> prediction,
        Span<double> target,
        Span<double> values,
        Span<double> slopes
    )
    {
        for (var i = 0; i < slopes.Length; i++)
        {
            var p = prediction[i];
            var isClipped = p is < CrossEntropy.Epsilon or > 1 - CrossEntropy.Epsilon;
            slopes[i] = isClipped ? 0 : (p - target[i]) / (p * (1 - p));
        }

        ClippedValues(prediction, target, values);
    }

    private static void ClippedValues(Span<double> prediction, Span<double> target, Span<double> values)
    {
        TensorPrimitives.Clamp(prediction, CrossEntropy.Epsilon, 1 - CrossEntropy.Epsilon, prediction);
        TensorPrimitives.Subtract(1, prediction, values);
        TensorPrimitives.Log(values, values);
        TensorPrimitives.Log(prediction, prediction);
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = ((target[i] - 1) * values[i]) - (target[i] * prediction[i]);
        }
    }
}
