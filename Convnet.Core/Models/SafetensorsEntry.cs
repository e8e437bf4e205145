namespace Convnet;

/// <summary>One tensor of a safetensors file.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">What its elements are in the file.</param>
/// <param name="Shape">Its extents.</param>
/// <param name="Begin">Where it begins, counted from the end of the header.</param>
/// <param name="End">Where it ends.</param>
internal readonly record struct SafetensorsEntry(string Name, SafetensorsType Type, Shape Shape, long Begin, long End);
