namespace Convnet;

/// <summary>
/// Cross-entropy between target and predicted classes.
/// <para>Shape: predictions (samples, classes); targets the same (one-hot or probabilities), or class indices (samples).</para>
/// <para>Formula: p brought to sum 1 and clipped to [1e-7, 1 − 1e-7]; −Σ t·log p (Keras, losses.categorical_crossentropy).</para>
/// <para>Errors: targets of another shape, labels that are no class.</para>
/// </summary>
public sealed record CategoricalCrossentropy : ILoss
{
    /// <summary>True where predictions are logits, the input of a softmax that the model does not have.</summary>
    public bool FromLogits { get; init; }

    /// <summary>How far targets are moved to equal shares, from 0 to 1: t·(1 − s) + s/classes; 0 unless told.</summary>
    public double LabelSmoothing
    {
        get;
        init => field = Check.Share(value);
    }

    /// <summary>True where the logits are those of a softmax that training fused into this loss: reports what Keras would without that.</summary>
    internal bool IsFused { get; init; }

    /// <inheritdoc/>
    public LossValue Evaluate(Tensor prediction, Tensor target)
    {
        var areIndices = ClassTargets.AreIndices(Check.NotNull(prediction).Shape, Check.NotNull(target).Shape);
        return CrossEntropy.Evaluate(prediction, target, areIndices, Form(FromLogits, IsFused), LabelSmoothing);
    }

    internal static CrossEntropy.Form Form(bool fromLogits, bool isFused) =>
        isFused ? CrossEntropy.Form.FusedSoftmax
        : fromLogits ? CrossEntropy.Form.Logits
        : CrossEntropy.Form.Probabilities;
}
