namespace Convnet;

/// <summary>
/// What becomes of a layer: <c>[layer]</c> keeps it, <c>[]</c> removes it, <c>[other]</c> replaces it, <c>[other, layer]</c> puts one before
/// it, <c>[new Frozen(layer)]</c> freezes it.
/// </summary>
/// <param name="place">Where it stands, and the shape that arrives there after what the rule did before it.</param>
/// <param name="layer">The layer; a combinator comes after its parts, made of what became of them.</param>
public delegate IEnumerable<ILayer> RewriteRule(Place place, ILayer layer);
