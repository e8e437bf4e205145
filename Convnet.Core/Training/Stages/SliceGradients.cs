namespace Convnet;

/// <summary>
/// The gradients of one slice by register, on the way back. What a round makes lives in memory that the next slice uses again; what is left
/// at its end is moved into memory of this slice's own, which is used again, too, once it has been taken.
/// </summary>
internal sealed class SliceGradients(int registers)
{
    private readonly Tensor?[] gradients = new Tensor?[registers];
    private readonly float[]?[] owned = new float[]?[registers];
    private readonly Dictionary<int, Stack<float[]>> free = [];
    private readonly List<float[]> taken = [];

    /// <summary>Forgets what a step left that did not come to its end.</summary>
    public void Clear()
    {
        for (var register = 0; register < gradients.Length; register++)
        {
            Take(register);
        }

        EndRound();
    }

    /// <summary>The gradient by a register.</summary>
    public Tensor Peek(int register) => gradients[register]!;

    /// <summary>The gradient by a register, which nobody else will ask for.</summary>
    public Tensor Take(int register)
    {
        var gradient = gradients[register]!;
        gradients[register] = null;
        if (owned[register] is { } memory)
        {
            // Free at the end of the round: until then the gradient is used.
            taken.Add(memory);
            owned[register] = null;
        }

        return gradient;
    }

    /// <summary>Adds to the gradient by a register.</summary>
    public void Add(int register, Tensor gradient) =>
        gradients[register] = gradients[register] is null ? gradient : TensorArithmetic.Add(Take(register), gradient);

    /// <summary>Moves what is left into memory of its own, and frees what was taken.</summary>
    public void EndRound()
    {
        for (var register = 0; register < gradients.Length; register++)
        {
            if (gradients[register] is { } gradient && owned[register] is null)
            {
                var memory = Rent(gradient.Shape.Size);
                gradient.Values.CopyTo(memory);
                (gradients[register], owned[register]) = (Tensor.Own(gradient.Shape, memory), memory);
            }
        }

        foreach (var memory in taken)
        {
            Free(memory.Length).Push(memory);
        }

        taken.Clear();
    }

    private float[] Rent(int length) =>
        Free(length).TryPop(out var memory) ? memory : GC.AllocateUninitializedArray<float>(length);

    private Stack<float[]> Free(int length) => free.TryGetValue(length, out var stack) ? stack : free[length] = new();
}
