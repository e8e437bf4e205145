namespace Convnet.PropertyTests;

/// <summary>The pooling of a <see cref="PooledCase"/>.</summary>
internal sealed record Pool(Size2D Size, Size2D Strides, Padding Padding);
