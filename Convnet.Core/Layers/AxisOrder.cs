namespace Convnet;

/// <summary>A tensor with some axes of its samples brought behind the others, and back.</summary>
internal sealed class AxisOrder
{
    private readonly Shape sample;
    private readonly int[] order;

    /// <summary>The order for samples of this shape in which these axes, ascending numbers within the sample, come last.</summary>
    public AxisOrder(Shape sample, int[] last)
    {
        this.sample = sample;
        order = [.. Enumerable.Range(0, sample.Count).Except(last), .. last];
    }

    private bool IsAsItWas => order.SequenceEqual(Enumerable.Range(0, order.Length));

    /// <summary>The values with the axes last; the tensor itself where they are.</summary>
    public Tensor Apart(Tensor batch) => Move(batch, isBack: false);

    /// <summary>The values as they were.</summary>
    public Tensor Back(Tensor batch) => Move(batch, isBack: true);

    private Tensor Move(Tensor batch, bool isBack)
    {
        if (IsAsItWas)
        {
            return batch;
        }

        Shape other = [.. order.Select(axis => sample[axis])];
        var moved = Tensor.Uninitialized((isBack ? sample : other).Batch(batch.Samples));
        var places = Places();
        for (var start = 0; start < moved.Values.Length; start += sample.Size)
        {
            for (var i = 0; i < places.Length; i++)
            {
                var (from, to) = isBack ? (i, places[i]) : (places[i], i);
                moved.Writable[start + to] = batch.Values[start + from];
            }
        }

        return moved;
    }

    /// <summary>By number in the new order, where a value stands in a sample.</summary>
    private int[] Places()
    {
        int[] steps = [.. order.Select(axis => sample.Extents.Skip(axis + 1).Aggregate(1, (a, b) => a * b))];
        var places = new int[sample.Size];
        for (var i = 0; i < places.Length; i++)
        {
            var rest = i;
            for (var axis = order.Length - 1; axis >= 0; axis--)
            {
                (rest, var index) = Math.DivRem(rest, sample[order[axis]]);
                places[i] += index * steps[axis];
            }
        }

        return places;
    }
}
