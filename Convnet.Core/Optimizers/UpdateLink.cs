using System.Numerics.Tensors;

namespace Convnet;

/// <summary>One link of an <see cref="UpdateProgram"/>: an elementwise update, or a multiplication by factors that follow from norms.</summary>
internal sealed class UpdateLink
{
    private readonly bool[] isMember;
    private readonly ElementwiseUpdate? update;
    private readonly int firstSlot;
    private readonly int slotCount;
    private readonly INormClipping? clipping;
    private readonly float[] factors = [];

    /// <summary>An elementwise update of some tensors, with some of the slots.</summary>
    public UpdateLink(bool[] isMember, ElementwiseUpdate update, int firstSlot, int slotCount) =>
        (this.isMember, this.update, this.firstSlot, this.slotCount) = (isMember, update, firstSlot, slotCount);

    /// <summary>A clipping of some tensors by norms.</summary>
    public UpdateLink(bool[] isMember, INormClipping clipping) =>
        (this.isMember, this.clipping, factors) = (isMember, clipping, new float[isMember.Length]);

    /// <summary>Takes the factors from the norms.</summary>
    public void Measure(ReadOnlySpan<double> squares) => clipping!.Factors(squares, isMember, factors);

    /// <summary>Runs over a piece of a tensor; nothing where the tensor is not among its own.</summary>
    public void Run(int leaf, Span<float> values, ReadOnlySpan<ArraySegment<float>> slots, ReadOnlySpan<float> weights)
    {
        if (!isMember[leaf])
        {
            return;
        }

        if (update is null)
        {
            TensorPrimitives.Multiply(values, factors[leaf], values);
            return;
        }

        var own = slots.Slice(firstSlot, slotCount);
        foreach (var slot in own)
        {
            RefuseOther(slot, values.Length);
        }

        update(values, own, weights);
    }

    private static void RefuseOther(ArraySegment<float> slot, int length)
    {
        if (slot.Count != length)
        {
            throw new ArgumentException(
                "The optimizer's state was made for other parameters, or for other groups of them. Initialize the state with the trainable parameters."
            );
        }
    }
}
