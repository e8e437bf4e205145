using System.Numerics.Tensors;

namespace Convnet;

/// <summary>The link of a chain that <see cref="ExponentialMovingAverage"/> is made with: follows the parameters, and where told makes them their averages.</summary>
/// <param name="Momentum">How much of the average is kept.</param>
/// <param name="OverwriteFrequency">After how many steps the parameters become their averages.</param>
internal sealed record Averaging(double Momentum, int? OverwriteFrequency) : IElementwiseOptimizer
{
    public int SlotCount => 1;

    public OptimizerState Initialize(Parameters parameters) => Elementwise.Initialize(this, parameters);

    public OptimizerUpdate Update(Parameters gradient, OptimizerState state, Parameters parameters) =>
        Elementwise.Update(this, gradient, state, parameters);

    public ElementwiseUpdate At(long step)
    {
        var momentum = step == 0 ? 0 : Momentum;
        var (kept, share) = ((float)momentum, (float)(1 - momentum));
        var overwrites = OverwriteFrequency is { } frequency && (step + 1) % frequency == 0;
        return (values, slots, weights) =>
        {
            Span<float> work = stackalloc float[values.Length];
            TensorPrimitives.Add(weights, values, work);
            MovingAverage.Blend(slots[0], kept, work, share);
            if (overwrites)
            {
                TensorPrimitives.Subtract(slots[0], weights, values);
            }
        };
    }
}
