namespace Convnet;

/// <summary>A loss that is not the library's own, as training runs it; see <see cref="Guard"/>.</summary>
internal sealed record GuardedLoss(ILoss Inner) : ILoss
{
    /// <inheritdoc/>
    public LossValue Evaluate(Tensor prediction, Tensor target)
    {
        LossValue value;
        using (Arena.Suspend())
        {
            value = Inner.Evaluate(prediction.Detach(), target.Detach());
        }

        return new(
            Guard.Import(value.Values, [prediction.Samples], Inner, "values"),
            Guard.Import(value.Gradient, prediction.Shape, Inner, "a gradient")
        );
    }
}
