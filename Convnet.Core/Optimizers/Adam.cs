using System.Numerics.Tensors;

namespace Convnet;

/// <summary>
/// Gradient descent over moving averages of the gradient and of its square (Kingma and Ba 2015).
/// <para>Formula: m ← m + (1 − β₁)(g − m); v ← v + (1 − β₂)(g² − v); u = −α·m/(√v + ε), α = lr·√(1 − β₂ᵗ)/(1 − β₁ᵗ), t from 1 (Keras, optimizers/adam.py).</para>
/// <para>State: two slots, m and v.</para>
/// </summary>
/// <param name="LearningRate">lr, above 0.</param>
/// <param name="Beta1">β₁, at least 0 and below 1.</param>
/// <param name="Beta2">β₂, at least 0 and below 1.</param>
/// <param name="Epsilon">ε, above 0.</param>
public sealed record Adam(double LearningRate = 1e-3, double Beta1 = 0.9, double Beta2 = 0.999, double Epsilon = 1e-7)
    : AdaptiveMoments(LearningRate, Beta1, Beta2, Epsilon)
{
    internal override ElementwiseUpdate At(long step)
    {
        // Complements and corrections in double: 1f − 0.999f is off in the fourth digit.
        var correction = Math.Sqrt(1 - Math.Pow(Beta2, step + 1)) / (1 - Math.Pow(Beta1, step + 1));
        var (rate, epsilon) = ((float)(LearningRate * correction), (float)Epsilon);
        var (complement1, complement2) = ((float)(1 - Beta1), (float)(1 - Beta2));
        return (values, slots, _) =>
        {
            Span<float> work = stackalloc float[values.Length];
            TensorPrimitives.Multiply(values, values, work);
            MovingAverage.Approach(slots[1], work, complement2);
            MovingAverage.Approach(slots[0], values, complement1);
            TensorPrimitives.Multiply<float>(slots[0], -rate, values);
            slots[1].AsSpan().CopyTo(work);
            Quotient.EpsilonOutside(values, work, epsilon);
        };
    }
}
