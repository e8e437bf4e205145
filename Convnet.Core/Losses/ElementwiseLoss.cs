using System.Numerics.Tensors;

namespace Convnet;

/// <summary>From the formula of a value to the loss of a batch: in double, sample by sample and a chunk of values at a time.</summary>
internal static class ElementwiseLoss
{
    /// <summary>The loss of a batch.</summary>
    /// <exception cref="ShapeException">The targets do not fit.</exception>
    public static LossValue Evaluate(IElementwiseLoss loss, Tensor prediction, Tensor target)
    {
        ValueTargets.Refuse(prediction, target, loss.Title);
        var (values, gradient) = (Tensor.Uninitialized([prediction.Samples]), Tensor.Uninitialized(prediction.Shape));
        var (length, divisor) = (prediction.Shape.SampleSize, loss.Divisor(prediction.Shape));
        Span<double> room = stackalloc double[4 * Chunks.Most];
        for (var sample = 0; sample < prediction.Samples; sample++)
        {
            var sum = 0.0;
            for (var start = 0; start < length; start += Chunks.Most)
            {
                var (offset, count) = ((sample * length) + start, Math.Min(Chunks.Most, length - start));
                sum += Chunk(
                    loss,
                    prediction.Values.Slice(offset, count),
                    target.Values.Slice(offset, count),
                    gradient.Writable.Slice(offset, count),
                    divisor,
                    room
                );
            }

            values.Writable[sample] = (float)(sum / divisor);
        }

        return new(values, gradient);
    }

    private static double Chunk(
        IElementwiseLoss loss,
        ReadOnlySpan<float> prediction,
        ReadOnlySpan<float> target,
        Span<float> gradient,
        int divisor,
        Span<double> room
    )
    {
        var count = prediction.Length;
        var predicted = room[..count];
        var wanted = room.Slice(Chunks.Most, count);
        var values = room.Slice(2 * Chunks.Most, count);
        var slopes = room.Slice(3 * Chunks.Most, count);
        TensorPrimitives.ConvertTruncating(prediction, predicted);
        TensorPrimitives.ConvertTruncating(target, wanted);
        loss.Evaluate(predicted, wanted, values, slopes);
        TensorPrimitives.Divide(slopes, divisor, slopes);
        TensorPrimitives.ConvertTruncating(slopes, gradient);
        return TensorPrimitives.Sum<double>(values);
    }
}
