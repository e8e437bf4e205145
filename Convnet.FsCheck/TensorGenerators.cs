using FsCheck;
using FsCheck.Fluent;

namespace Convnet;

/// <summary>Random tensors; the values follow from a seed, so that one is drawn as fast as it is written.</summary>
internal static class TensorGenerators
{
    /// <summary>A tensor of this shape, of one kind of values.</summary>
    public static Gen<Tensor> Of(Shape shape, ValueKind kind) =>
        Gen.Choose(0, int.MaxValue - 1).Select(seed => Draw(shape, kind, RandomKey.FromSeed(seed)));

    /// <summary>The values of a kind that follow from a key.</summary>
    public static Tensor Draw(Shape shape, ValueKind kind, RandomKey key) =>
        Tensor.Create(shape, i => Value(kind, key.Fold((ulong)i)));

    /// <summary>Half of a tensor along an axis, one slice fewer, then simpler values: those of which there are fewer different ones.</summary>
    public static IEnumerable<Tensor> Shrink(Tensor tensor)
    {
        for (var axis = 0; axis < tensor.Shape.Count; axis++)
        {
            var extent = tensor.Shape[axis];
            foreach (var kept in new[] { ..(extent / 2), (extent / 2).., 1.. }.Where(_ => extent > 0).Distinct())
            {
                if (kept.GetOffsetAndLength(extent).Length < extent)
                {
                    yield return Part(tensor, axis, kept);
                }
            }
        }

        // Zeros are the simplest, signs next to them.
        Tensor[] ranks = [tensor.Map(_ => 0), tensor.Map(Sign), tensor];
        foreach (var simpler in ranks.TakeWhile(simpler => !simpler.Equals(tensor)))
        {
            yield return simpler;
        }
    }

    private static float Value(ValueKind kind, RandomKey key)
    {
        var uniform = (2 * key.Uniform(0)) - 1;
        return kind switch
        {
            ValueKind.Uniform => uniform,
            ValueKind.Sparse => key.Below(8, 1) == 0 ? uniform : 0,
            ValueKind.Ties => key.Below(3, 1) - 1,
            // A mantissa from 1 to 2 has the exponent that it is given.
            ValueKind.Extreme => MathF.ScaleB(MathF.CopySign(1 + key.Uniform(2), uniform), key.Below(254, 1) - 126),
            _ => uniform * MathF.ScaleB(1, -126),
        };
    }

    private static float Sign(float value) => float.IsNaN(value) ? 0 : MathF.Sign(value);

    private static Tensor Part(Tensor tensor, int axis, Range kept) =>
        tensor[[.. tensor.Shape.Extents.Select((extent, i) => (AxisRange)(i == axis ? kept : 0..extent))]];
}
