namespace Convnet;

/// <summary>
/// Trees of parameters and slots, cut into pieces that an optimizer treats at once: they stay in the first-level cache. The sums of squares
/// that norms need are taken piece by piece and added up in order, whoever ran which piece.
/// </summary>
internal sealed class UpdatePieces
{
    /// <summary>Values of a piece at most.</summary>
    public const int Length = 4096;

    private readonly Tensor[] weights;
    private readonly (int Leaf, int Start, int Length)[] pieces;
    private readonly ArraySegment<float>[][] slots;
    private readonly double[] squaresOfPieces;
    private readonly double[] squares;

    /// <summary>The pieces of some parameters and of their slots, which are changed in place; a slot need not have all of them.</summary>
    public UpdatePieces(Parameters parameters, IEnumerable<Parameters> slots)
    {
        weights = [.. parameters.Leaves.Select(leaf => leaf.Tensor)];
        pieces = [.. weights.SelectMany((tensor, leaf) => Pieces(tensor.Shape.Size, leaf))];
        var memory = slots.Select(slot => parameters.Counterparts(slot).ToArray()).ToArray();
        this.slots =
        [
            .. pieces.Select(piece =>
                Array.ConvertAll(memory, slot => Part(slot[piece.Leaf], weights[piece.Leaf], piece))
            ),
        ];
        (squaresOfPieces, squares) = (new double[pieces.Length], new double[weights.Length]);
    }

    /// <summary>How many pieces there are.</summary>
    public int Count => pieces.Length;

    /// <summary>Where a piece is.</summary>
    public (int Leaf, int Start, int Length) this[int piece] => pieces[piece];

    /// <summary>Makes the next stage ready, after the one before went over all pieces.</summary>
    public void Begin(UpdateProgram program, int stage)
    {
        Array.Clear(squares);
        for (var i = 0; i < pieces.Length; i++)
        {
            squares[pieces[i].Leaf] += squaresOfPieces[i];
        }

        program.Begin(stage, squares);
    }

    /// <summary>Runs a stage over the values of a piece.</summary>
    public void Run(UpdateProgram program, int stage, int piece, Span<float> values)
    {
        var (leaf, start, length) = pieces[piece];
        program.Run(stage, leaf, values, slots[piece], weights[leaf].Values.Slice(start, length));
        if (stage < program.Stages - 1)
        {
            squaresOfPieces[piece] = RowSums.Of(values, values).Products;
        }
    }

    private static ArraySegment<float> Part(Tensor? slot, Tensor weight, (int Leaf, int Start, int Length) piece) =>
        slot?.Shape == weight.Shape ? slot.Storage.Slice(piece.Start, piece.Length) : default;

    private static IEnumerable<(int Leaf, int Start, int Length)> Pieces(int size, int leaf)
    {
        for (var start = 0; start < size; start += Length)
        {
            yield return (leaf, start, Math.Min(Length, size - start));
        }
    }
}
