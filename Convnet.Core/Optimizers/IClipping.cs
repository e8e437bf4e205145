namespace Convnet;

/// <summary>A transformation that bounds a gradient; of two in a row a <see cref="Chain"/> refuses one.</summary>
internal interface IClipping : IOptimizer;
