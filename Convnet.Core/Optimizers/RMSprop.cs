using System.Numerics.Tensors;

namespace Convnet;

/// <summary>
/// Gradient descent over a moving average of the squared gradient (Tieleman and Hinton 2012).
/// <para>Formula: v ← ρv + (1 − ρ)g²; u = −lr·g/√(v + ε); centered a ← ρa + (1 − ρ)g, and v − a² in the root; with momentum m ← μm + u, u = m (Keras 3, optimizers/rmsprop.py).</para>
/// <para>State: v; with momentum m; centered a.</para>
/// </summary>
/// <param name="LearningRate">lr, above 0.</param>
/// <param name="Rho">ρ, at least 0 and below 1.</param>
/// <param name="Epsilon">ε, above 0; inside the root, as in Keras 3, where PyTorch adds it outside.</param>
/// <param name="Momentum">μ, at least 0 and below 1.</param>
/// <param name="Centered">Whether the mean is taken out of the squares, which leaves the variance.</param>
public sealed record RMSprop(
    double LearningRate = 1e-3,
    double Rho = 0.9,
    double Epsilon = 1e-7,
    double Momentum = 0,
    bool Centered = false
) : AdaptiveOptimizer(LearningRate, Epsilon)
{
    /// <summary>ρ, at least 0 and below 1.</summary>
    public double Rho
    {
        get;
        init => field = Check.Fraction(value);
    } = Check.Fraction(Rho);

    /// <summary>μ, at least 0 and below 1.</summary>
    public double Momentum
    {
        get;
        init => field = Check.Fraction(value);
    } = Check.Fraction(Momentum);

    internal override int SlotCount => 1 + (Momentum > 0 ? 1 : 0) + (Centered ? 1 : 0);

    internal override ElementwiseUpdate At(long step)
    {
        // 1 − ρ in double: 1f − 0.9f is not 0.1f.
        var (rate, rho, complement, epsilon) = ((float)LearningRate, (float)Rho, (float)(1 - Rho), (float)Epsilon);
        return (values, slots, _) =>
        {
            Span<float> square = stackalloc float[values.Length];
            MovingAverage.BlendSquare(slots[0], rho, values, complement, square);
            if (Centered)
            {
                MovingAverage.Center(slots[^1], rho, values, complement, square);
            }

            TensorPrimitives.Multiply(values, -rate, values);
            Quotient.EpsilonInside(values, square, epsilon);
            if (Momentum > 0)
            {
                MovingAverage.Gather(slots[1], (float)Momentum, values);
            }
        };
    }
}
