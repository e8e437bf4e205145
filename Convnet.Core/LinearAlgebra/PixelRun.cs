namespace Convnet;

/// <summary>Pixels of a row, at equal distances, whose sums have the same terms.</summary>
/// <param name="Step">From one pixel to the next.</param>
/// <param name="Count">How many pixels there are.</param>
/// <param name="SourceStep">How far the terms move from one pixel to the next.</param>
/// <param name="Terms">What the first pixel sums over.</param>
internal sealed record PixelRun(int Step, int Count, int SourceStep, ChannelTerm[] Terms);
