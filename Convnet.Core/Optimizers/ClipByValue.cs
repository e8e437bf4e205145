using System.Numerics.Tensors;

namespace Convnet;

/// <summary>
/// Bounds each value of a gradient: the first link of a <see cref="Chain"/>.
/// <para>Formula: u = min(max(g, −c), c) (Keras, clipvalue in optimizers/base_optimizer.py).</para>
/// <para>State: none.</para>
/// <para>Example: <c>new Chain(new ClipByValue(0.5), new Adam())</c></para>
/// </summary>
/// <param name="Limit">c, above 0.</param>
public sealed record ClipByValue(double Limit) : IElementwiseOptimizer, IClipping
{
    /// <summary>c, above 0.</summary>
    public double Limit
    {
        get;
        init => field = Check.Positive(value);
    } = Check.Positive(Limit);

    /// <inheritdoc/>
    public OptimizerState Initialize(Parameters parameters) => Elementwise.Initialize(this, parameters);

    /// <inheritdoc/>
    public OptimizerUpdate Update(Parameters gradient, OptimizerState state, Parameters parameters) =>
        Elementwise.Update(this, gradient, state, parameters);

    int IElementwiseOptimizer.SlotCount => 0;

    ElementwiseUpdate IElementwiseOptimizer.At(long step)
    {
        var limit = (float)Limit;
        return (values, _, _) => TensorPrimitives.Clamp(values, -limit, limit, values);
    }
}
