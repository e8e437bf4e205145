using System.Numerics.Tensors;

namespace Convnet;

/// <summary>The link of a chain that <see cref="WeightDecay"/> is made with: takes a share of the parameters off the update.</summary>
/// <param name="Decay">What the learning rate is multiplied by.</param>
/// <param name="Rated">The optimizer whose learning rate it is.</param>
internal sealed record WeightShrinkage(double Decay, IOptimizer Rated) : IElementwiseOptimizer
{
    public int SlotCount => 0;

    public OptimizerState Initialize(Parameters parameters) => Elementwise.Initialize(this, parameters);

    public OptimizerUpdate Update(Parameters gradient, OptimizerState state, Parameters parameters) =>
        Elementwise.Update(this, gradient, state, parameters);

    public ElementwiseUpdate At(long step)
    {
        var share = (float)(Decay * LearningRate.At(Rated, step));
        return (values, _, weights) => Apply(share, values, weights);
    }

    /// <summary>u ← u − share·w.</summary>
    public static void Apply(float share, Span<float> values, ReadOnlySpan<float> weights) =>
        TensorPrimitives.MultiplyAdd(weights, -share, values, values);
}
