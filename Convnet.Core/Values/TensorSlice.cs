namespace Convnet;

/// <summary>Index arithmetic of tensors: one value, or a copy of a block.</summary>
internal static class TensorSlice
{
    /// <summary>The place of one value in row-major order.</summary>
    public static int Offset(Shape shape, ReadOnlySpan<int> indices)
    {
        Refuse(shape, indices.Length);
        var offset = 0;
        for (var axis = 0; axis < indices.Length; axis++)
        {
            if ((uint)indices[axis] >= (uint)shape[axis])
            {
                throw new ArgumentOutOfRangeException(
                    nameof(indices),
                    $"Index {indices[axis]} of axis {axis} is outside the shape {shape}: that axis has {shape[axis]} places, from 0."
                );
            }

            offset = (offset * shape[axis]) + indices[axis];
        }

        return offset;
    }

    /// <summary>A copy of the block that the ranges select; an axis selected by index is dropped.</summary>
    public static Tensor Take(Tensor tensor, ReadOnlySpan<AxisRange> axes)
    {
        var shape = tensor.Shape;
        Refuse(shape, axes.Length);
        var (starts, lengths, kept) = (new int[axes.Length], new int[axes.Length], new List<int>());
        for (var axis = 0; axis < axes.Length; axis++)
        {
            (starts[axis], lengths[axis]) = Bounds(axes[axis], shape, axis);
            if (!axes[axis].IsIndex)
            {
                kept.Add(lengths[axis]);
            }
        }

        var values = new float[lengths.Aggregate(1, (product, length) => product * length)];
        Copy(tensor.Values, shape, starts, lengths, values);
        return Tensor.Own(new Shape(kept), values);
    }

    private static (int Start, int Length) Bounds(AxisRange selection, Shape shape, int axis)
    {
        var extent = shape[axis];
        var (start, end) = (selection.Range.Start.GetOffset(extent), selection.Range.End.GetOffset(extent));
        return start >= 0 && end <= extent && start <= end
            ? (start, end - start)
            : throw new ArgumentOutOfRangeException(
                nameof(selection),
                $"The selection {(selection.IsIndex ? selection.Range.Start : selection.Range)} of axis {axis} is outside the shape {shape}: that axis has {extent} places, from 0."
            );
    }

    private static void Copy(
        ReadOnlySpan<float> values,
        Shape shape,
        ReadOnlySpan<int> starts,
        ReadOnlySpan<int> lengths,
        Span<float> block
    )
    {
        Span<int> place = stackalloc int[lengths.Length];
        place.Clear();
        for (var i = 0; i < block.Length; i++)
        {
            var offset = 0;
            for (var axis = 0; axis < place.Length; axis++)
            {
                offset = (offset * shape[axis]) + starts[axis] + place[axis];
            }

            block[i] = values[offset];
            for (var axis = place.Length - 1; axis >= 0 && ++place[axis] == lengths[axis]; axis--)
            {
                place[axis] = 0;
            }
        }
    }

    private static void Refuse(Shape shape, int selections)
    {
        if (selections != shape.Count)
        {
            throw new ArgumentException(
                $"The shape {shape} has {shape.Count} axes, but the number of indices given is {selections}. Give one for each; .. takes a whole axis."
            );
        }
    }
}
