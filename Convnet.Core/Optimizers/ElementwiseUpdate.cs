namespace Convnet;

/// <summary>Turns a run of at most <see cref="UpdatePieces.Length"/> gradient values into updates, in place.</summary>
/// <param name="values">The gradient before, the update after.</param>
/// <param name="slots">The same run of each slot, changed in place.</param>
/// <param name="weights">The same run of the parameters before the step, for reading.</param>
internal delegate void ElementwiseUpdate(
    Span<float> values,
    ReadOnlySpan<ArraySegment<float>> slots,
    ReadOnlySpan<float> weights
);
