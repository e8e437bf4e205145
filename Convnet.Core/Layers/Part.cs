namespace Convnet;

/// <summary>A part of a combinator.</summary>
/// <param name="Layer">The layer.</param>
/// <param name="Input">The shape of one sample that reaches it.</param>
public readonly record struct Part(ILayer Layer, Shape Input);
