using System.Numerics.Tensors;

namespace Convnet;

/// <summary>
/// Gradient descent, with momentum where told.
/// <para>Formula: u = −lr·g; with momentum m ← μm − lr·g, u = m; Nesterov u = μm − lr·g (Keras, optimizers/sgd.py).</para>
/// <para>State: with momentum one slot, m.</para>
/// </summary>
/// <param name="LearningRate">lr, above 0.</param>
/// <param name="Momentum">μ, at least 0 and below 1.</param>
/// <param name="Nesterov">Whether the momentum looks one step ahead.</param>
public sealed record SGD(double LearningRate = 0.01, double Momentum = 0, bool Nesterov = false)
    : ElementwiseOptimizer(LearningRate)
{
    /// <summary>μ, at least 0 and below 1.</summary>
    public double Momentum
    {
        get;
        init => field = Check.Fraction(value);
    } = Check.Fraction(Momentum);

    internal override int SlotCount => Momentum > 0 ? 1 : 0;

    internal override ElementwiseUpdate At(long step)
    {
        var (rate, momentum, nesterov) = ((float)LearningRate, (float)Momentum, Nesterov);
        return (values, slots, _) =>
        {
            TensorPrimitives.Multiply(values, -rate, values);
            if (momentum > 0 && nesterov)
            {
                Span<float> ahead = stackalloc float[values.Length];
                values.CopyTo(ahead);
                MovingAverage.Gather(slots[0], momentum, ahead);
                TensorPrimitives.Multiply(ahead, momentum, ahead);
                TensorPrimitives.Add(values, ahead, values);
            }
            else if (momentum > 0)
            {
                MovingAverage.Gather(slots[0], momentum, values);
            }
        };
    }
}
