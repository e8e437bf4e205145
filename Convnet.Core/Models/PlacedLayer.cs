namespace Convnet;

/// <summary>A layer and where it stands.</summary>
/// <param name="Place">Its place.</param>
/// <param name="Layer">The layer.</param>
public readonly record struct PlacedLayer(Place Place, ILayer Layer);
