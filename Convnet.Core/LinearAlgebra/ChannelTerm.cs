namespace Convnet;

/// <summary>A pixel that is summed over, channel by channel, with weights: where the channels of each begin.</summary>
/// <param name="Source">The first channel of the pixel.</param>
/// <param name="Weight">The weight of the first channel.</param>
internal readonly record struct ChannelTerm(nint Source, nint Weight);
