using System.Numerics.Tensors;

namespace Convnet;

/// <summary>
/// Gradient descent over the sum of all squared gradients so far (Duchi, Hazan and Singer 2011).
/// <para>Formula: a ← a + g²; u = −lr·g/√(a + ε), a from the initial accumulator value on (Keras, optimizers/adagrad.py).</para>
/// <para>State: one slot, a.</para>
/// </summary>
/// <param name="LearningRate">lr, above 0.</param>
/// <param name="InitialAccumulatorValue">a before the first step, at least 0.</param>
/// <param name="Epsilon">ε, above 0.</param>
public sealed record Adagrad(double LearningRate = 1e-3, double InitialAccumulatorValue = 0.1, double Epsilon = 1e-7)
    : AdaptiveOptimizer(LearningRate, Epsilon)
{
    /// <summary>a before the first step, at least 0.</summary>
    public double InitialAccumulatorValue
    {
        get;
        init => field = Check.NotNegative(value);
    } = Check.NotNegative(InitialAccumulatorValue);

    internal override int SlotCount => 1;

    internal override float SlotStart => (float)InitialAccumulatorValue;

    internal override ElementwiseUpdate At(long step)
    {
        var (rate, epsilon) = ((float)LearningRate, (float)Epsilon);
        return (values, slots, _) =>
        {
            Span<float> work = stackalloc float[values.Length];
            TensorPrimitives.MultiplyAdd(values, values, slots[0], slots[0]);
            slots[0].AsSpan().CopyTo(work);
            TensorPrimitives.Multiply(values, -rate, values);
            Quotient.EpsilonInside(values, work, epsilon);
        };
    }
}
