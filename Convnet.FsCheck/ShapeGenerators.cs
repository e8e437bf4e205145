using FsCheck;
using FsCheck.Fluent;

namespace Convnet;

/// <summary>Random shapes of any tensor.</summary>
internal static class ShapeGenerators
{
    /// <summary>At most so many axes, of at most so many places; none and axes of no place among them.</summary>
    public static Gen<Shape> Any(int mostAxes, int mostExtent) =>
        from count in Gen.Choose(0, mostAxes)
        from extents in Gen.Choose(0, mostExtent).ArrayOf(count)
        select new Shape(extents);

    /// <summary>One axis fewer, or a smaller one.</summary>
    public static IEnumerable<Shape> Shrink(Shape shape) =>
        Enumerable
            .Range(0, shape.Count)
            .Select(axis => Shape.Of([.. shape.Extents.Where((_, i) => i != axis)]))
            .Concat(LayerShrinker.Smaller(shape));
}
