using System.Numerics.Tensors;

namespace Convnet;

/// <summary>
/// Gradient descent over a moving average of the squared gradient (Tieleman and Hinton 2012).
/// <para>Formula: v ← ρv + (1 − ρ)g²; u = −lr·g/√(v + ε) (Keras 3, optimizers/rmsprop.py).</para>
/// <para>State: one slot, v.</para>
/// </summary>
/// <param name="LearningRate">lr, above 0.</param>
/// <param name="Rho">ρ, at least 0 and below 1.</param>
/// <param name="Epsilon">ε, above 0.</param>
public sealed record RMSprop(double LearningRate = 1e-3, double Rho = 0.9, double Epsilon = 1e-7)
    : IElementwiseOptimizer,
        ILearningRate
{
    /// <summary>lr, above 0.</summary>
    public double LearningRate
    {
        get;
        init => field = Check.Positive(value);
    } = Check.Positive(LearningRate);

    /// <summary>ρ, at least 0 and below 1.</summary>
    public double Rho
    {
        get;
        init => field = Check.Fraction(value);
    } = Check.Fraction(Rho);

    /// <summary>ε, above 0.</summary>
    public double Epsilon
    {
        get;
        init => field = Check.Positive(value);
    } = Check.Positive(Epsilon);

    /// <inheritdoc/>
    public IOptimizer WithLearningRate(double learningRate) => this with { LearningRate = learningRate };

    int IElementwiseOptimizer.SlotCount => 1;

    /// <inheritdoc/>
    public OptimizerState Initialize(Parameters parameters) => Elementwise.Initialize(this, parameters);

    /// <inheritdoc/>
    public OptimizerUpdate Update(Parameters gradient, OptimizerState state, Parameters parameters) =>
        Elementwise.Update(this, gradient, state);

    ElementwiseUpdate IElementwiseOptimizer.At(long step)
    {
        // 1 − ρ in double: 1f − 0.9f is not 0.1f.
        var (rate, rho, complement, epsilon) = ((float)LearningRate, (float)Rho, (float)(1 - Rho), (float)Epsilon);
        return (values, slots) =>
        {
            Span<float> average = slots[0];
            Span<float> work = stackalloc float[values.Length];
            TensorPrimitives.Multiply(values, values, work);
            TensorPrimitives.Multiply(work, complement, work);
            TensorPrimitives.Multiply(average, rho, average);
            TensorPrimitives.Add(average, work, average);

            // ε inside the root, as Keras 3; PyTorch adds it outside.
            TensorPrimitives.Add(average, epsilon, work);
            TensorPrimitives.Sqrt(work, work);
            TensorPrimitives.Multiply(values, -rate, values);
            TensorPrimitives.Divide(values, work, values);
        };
    }
}
