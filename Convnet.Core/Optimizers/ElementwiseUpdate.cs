namespace Convnet;

/// <summary>Turns a run of at most <see cref="Elementwise.PieceLength"/> gradient values into updates, in place.</summary>
/// <param name="values">The gradient before, the update after.</param>
/// <param name="slots">The same run of each slot, changed in place.</param>
internal delegate void ElementwiseUpdate(Span<float> values, ReadOnlySpan<ArraySegment<float>> slots);
