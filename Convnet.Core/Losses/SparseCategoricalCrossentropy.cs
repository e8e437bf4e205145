namespace Convnet;

/// <summary>
/// Cross-entropy between class indices and predicted classes; <see cref="CategoricalCrossentropy"/> takes both forms of targets.
/// <para>Shape: predictions (samples, classes); targets (samples) or (samples, 1).</para>
/// <para>Formula: as <see cref="CategoricalCrossentropy"/> with one-hot rows (Keras, losses.sparse_categorical_crossentropy).</para>
/// <para>Errors: targets of another shape, labels that are no class.</para>
/// </summary>
public sealed record SparseCategoricalCrossentropy : ILoss
{
    /// <summary>True where predictions are logits, the input of a softmax that the model does not have.</summary>
    public bool FromLogits { get; init; }

    /// <summary>How far the one-hot rows are moved to equal shares, from 0 to 1: t·(1 − s) + s/classes; 0 unless told.</summary>
    public double LabelSmoothing
    {
        get;
        init => field = Check.Share(value);
    }

    /// <summary>True where the logits are those of a softmax that training fused into this loss: reports what Keras would without that.</summary>
    internal bool IsFused { get; init; }

    /// <inheritdoc/>
    public LossValue Evaluate(Tensor prediction, Tensor target) =>
        ClassTargets.AreIndices(Check.NotNull(prediction).Shape, Check.NotNull(target).Shape)
            ? CrossEntropy.Evaluate(
                prediction,
                target,
                true,
                CategoricalCrossentropy.Form(FromLogits, IsFused),
                LabelSmoothing
            )
            : throw new ShapeException(
                $"The sparse cross-entropy takes class indices, one for each row of the predictions {prediction.Shape}, but was given {target.Shape}. "
                    + "For rows use CategoricalCrossentropy."
            );
}
