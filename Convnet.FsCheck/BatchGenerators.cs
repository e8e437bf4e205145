using FsCheck;
using FsCheck.Fluent;

namespace Convnet;

/// <summary>Random batches: inputs, class indices or rows as targets, sample weights or none.</summary>
internal static class BatchGenerators
{
    private static Gen<int> Counts { get; } = Gen.Choose(1, 8);

    /// <summary>Inputs and targets of these shapes; class indices, too, where the targets are vectors.</summary>
    public static Gen<Batch> Of(Shape input, Shape target) =>
        from count in Counts
        from inputs in Gen.Elements(ValueKind.Uniform, ValueKind.Sparse, ValueKind.Ties)
            .SelectMany(kind => TensorGenerators.Of(input.Batch(count), kind))
        from targets in target.Count == 1
            ? Gen.OneOf(Labels(count, target[0]), OneHot(count, target[0]), Rows(count, target))
            : Rows(count, target)
        from weights in Gen.OneOf(Gen.Constant(default(Tensor)), Weights(count))
        select new Batch(inputs, targets, weights);

    /// <summary>The first or the second half of the samples, all but the first; then all of weight 1.</summary>
    public static IEnumerable<Batch> Shrink(Batch batch)
    {
        var half = batch.Count / 2;
        foreach (var kept in new[] { ..half, half.., 1.. }.Distinct())
        {
            if (kept.GetOffsetAndLength(batch.Count).Length is var length && length > 0 && length < batch.Count)
            {
                yield return Part(batch, kept);
            }
        }

        if (batch.Weights is not null)
        {
            yield return new(batch.Input, batch.Target);
        }
    }

    private static Gen<Tensor> Labels(int count, int classes) =>
        Gen.Choose(0, classes - 1).ArrayOf(count).Select(labels => Tensor.Create([count], i => labels[i]));

    private static Gen<Tensor> OneHot(int count, int classes) =>
        Gen.Choose(0, classes - 1)
            .ArrayOf(count)
            .Select(labels => Tensor.Create([count, classes], i => labels[i / classes] == i % classes ? 1 : 0));

    private static Gen<Tensor> Rows(int count, Shape target) =>
        TensorGenerators.Of(target.Batch(count), ValueKind.Uniform);

    private static Gen<Tensor?> Weights(int count) =>
        Gen.Elements(0.5f, 1, 3).ArrayOf(count).Select(weights => (Tensor?)Tensor.Of([count], weights));

    private static Batch Part(Batch batch, Range kept) =>
        new(
            Part(batch.Input, kept),
            Part(batch.Target, kept),
            batch.Weights is { } weights ? Part(weights, kept) : null
        );

    private static Tensor Part(Tensor tensor, Range kept) =>
        tensor[[.. tensor.Shape.Extents.Select((extent, axis) => (AxisRange)(axis == 0 ? kept : 0..extent))]];
}
