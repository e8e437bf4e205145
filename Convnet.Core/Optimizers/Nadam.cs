using System.Numerics.Tensors;

namespace Convnet;

/// <summary>
/// <see cref="Adam"/> with Nesterov's look ahead (Dozat 2016).
/// <para>Formula: m and v as in Adam; μₜ = β₁(1 − ½·0.96ᵗ), Π = μ₁⋯μₜ, t from 1; m̂ = μₜ₊₁·m/(1 − Π·μₜ₊₁) + (1 − μₜ)·g/(1 − Π); u = −lr·m̂/(√(v/(1 − β₂ᵗ)) + ε) (Keras, optimizers/nadam.py).</para>
/// <para>State: two slots, m and v.</para>
/// </summary>
/// <param name="LearningRate">lr, above 0.</param>
/// <param name="Beta1">β₁, at least 0 and below 1.</param>
/// <param name="Beta2">β₂, at least 0 and below 1.</param>
/// <param name="Epsilon">ε, above 0.</param>
public sealed record Nadam(double LearningRate = 1e-3, double Beta1 = 0.9, double Beta2 = 0.999, double Epsilon = 1e-7)
    : AdaptiveMoments(LearningRate, Beta1, Beta2, Epsilon)
{
    internal override ElementwiseUpdate At(long step)
    {
        var (now, ahead, product) = (Warmth(step + 1), Warmth(step + 2), Product(step + 1));
        var (ofAverage, ofGradient) = (
            (float)(LearningRate * Beta1 * ahead / (1 - (product * Beta1 * ahead))),
            (float)(LearningRate * (1 - (Beta1 * now)) / (1 - product))
        );
        var (correction, epsilon) = ((float)(1 / (1 - Math.Pow(Beta2, step + 1))), (float)Epsilon);
        var (complement1, complement2) = ((float)(1 - Beta1), (float)(1 - Beta2));
        return (values, slots, _) =>
        {
            Span<float> work = stackalloc float[values.Length];
            values.CopyTo(work);
            MovingAverage.Approach(slots[0], work, complement1);
            TensorPrimitives.Multiply(values, values, work);
            MovingAverage.Approach(slots[1], work, complement2);
            TensorPrimitives.Multiply(values, -ofGradient, values);
            TensorPrimitives.Multiply<float>(slots[0], ofAverage, work);
            TensorPrimitives.Subtract(values, work, values);
            TensorPrimitives.Multiply<float>(slots[1], correction, work);
            Quotient.EpsilonOutside(values, work, epsilon);
        };
    }

    /// <summary>μₜ/β₁, which grows from about ½ to 1.</summary>
    private static double Warmth(long t) => 1 - (0.5 * Math.Pow(0.96, t));

    /// <summary>Π = μ₁⋯μₜ. From the 1,000th on a μ is β₁ to the last bit.</summary>
    private double Product(long steps)
    {
        var product = Math.Pow(Beta1, steps);
        for (long t = 1; t <= Math.Min(steps, 1000); t++)
        {
            product *= Warmth(t);
        }

        return product;
    }
}
