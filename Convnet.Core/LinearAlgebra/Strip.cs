namespace Convnet;

/// <summary>Where the values of the left operand of a <see cref="StripProduct{TWidth, TVector}"/> lie.</summary>
/// <param name="Row">From one row to the next.</param>
/// <param name="Step">From one column to the next, within a run.</param>
/// <param name="K">Columns of a run.</param>
/// <param name="Runs">How many runs.</param>
/// <param name="Run">From behind the last column of a run to the first of the next.</param>
internal readonly record struct Strip(nint Row, nint Step, int K, int Runs = 1, nint Run = 0);
