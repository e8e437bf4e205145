using System.Numerics.Tensors;

namespace Convnet;

/// <summary>What runs of slots remember of the values that pass.</summary>
internal static class MovingAverage
{
    /// <summary>average ← average + share·(value − average); the values are overwritten.</summary>
    public static void Approach(Span<float> average, Span<float> values, float share)
    {
        TensorPrimitives.Subtract(values, average, values);
        TensorPrimitives.Multiply(values, share, values);
        TensorPrimitives.Add(average, values, average);
    }

    /// <summary>average ← kept·average + share·value; the values are overwritten.</summary>
    public static void Blend(Span<float> average, float kept, Span<float> values, float share)
    {
        TensorPrimitives.Multiply(values, share, values);
        TensorPrimitives.Multiply(average, kept, average);
        TensorPrimitives.Add(average, values, average);
    }

    /// <summary>The same with the square of the value; and the squares become a copy of the average.</summary>
    public static void BlendSquare(
        Span<float> average,
        float kept,
        ReadOnlySpan<float> values,
        float share,
        Span<float> squares
    )
    {
        TensorPrimitives.Multiply(values, values, squares);
        Blend(average, kept, squares, share);
        average.CopyTo(squares);
    }

    /// <summary>The average with the value, which stays; and mean squares become variances, which are not negative but for rounding.</summary>
    public static void Center(
        Span<float> average,
        float kept,
        ReadOnlySpan<float> values,
        float share,
        Span<float> squares
    )
    {
        Span<float> work = stackalloc float[values.Length];
        values.CopyTo(work);
        Blend(average, kept, work, share);
        TensorPrimitives.Multiply(average, average, work);
        TensorPrimitives.Subtract(squares, work, squares);
        TensorPrimitives.Max(squares, 0f, squares);
    }

    /// <summary>velocity ← momentum·velocity + value, which is then the value, too.</summary>
    public static void Gather(Span<float> velocity, float momentum, Span<float> values)
    {
        TensorPrimitives.Multiply(velocity, momentum, velocity);
        TensorPrimitives.Add(velocity, values, velocity);
        velocity.CopyTo(values);
    }
}
