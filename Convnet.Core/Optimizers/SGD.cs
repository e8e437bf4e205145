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
    : IElementwiseOptimizer,
        ILearningRate
{
    /// <summary>lr, above 0.</summary>
    public double LearningRate
    {
        get;
        init => field = Check.Positive(value);
    } = Check.Positive(LearningRate);

    /// <summary>μ, at least 0 and below 1.</summary>
    public double Momentum
    {
        get;
        init => field = Check.Fraction(value);
    } = Check.Fraction(Momentum);

    /// <inheritdoc/>
    public IOptimizer WithLearningRate(double learningRate) => this with { LearningRate = learningRate };

    int IElementwiseOptimizer.SlotCount => Momentum > 0 ? 1 : 0;

    /// <inheritdoc/>
    public OptimizerState Initialize(Parameters parameters) => Elementwise.Initialize(this, parameters);

    /// <inheritdoc/>
    public OptimizerUpdate Update(Parameters gradient, OptimizerState state, Parameters parameters) =>
        Elementwise.Update(this, gradient, state);

    ElementwiseUpdate IElementwiseOptimizer.At(long step)
    {
        var (rate, momentum, nesterov) = ((float)LearningRate, (float)Momentum, Nesterov);
        return (values, slots) =>
        {
            TensorPrimitives.Multiply(values, -rate, values);
            if (momentum == 0)
            {
                return;
            }

            Span<float> velocity = slots[0];
            TensorPrimitives.Multiply(velocity, momentum, velocity);
            TensorPrimitives.Add(velocity, values, velocity);
            if (!nesterov)
            {
                velocity.CopyTo(values);
                return;
            }

            Span<float> ahead = stackalloc float[values.Length];
            TensorPrimitives.Multiply(velocity, momentum, ahead);
            TensorPrimitives.Add(values, ahead, values);
        };
    }
}
