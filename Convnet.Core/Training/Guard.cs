namespace Convnet;

/// <summary>
/// The border between memory that is used again and code that may keep what it sees: a layer or loss of somebody else's gets plain copies,
/// makes plain tensors, and its results are copied in.
/// </summary>
internal static class Guard
{
    /// <summary>True for the library's own types.</summary>
    public static bool IsOwn(object thing) => thing.GetType().Assembly == typeof(Guard).Assembly;

    /// <summary>A copy of a result, in memory of the current arena.</summary>
    public static Tensor Import(Tensor result)
    {
        var copy = Tensor.Uninitialized(result.Shape);
        result.Values.CopyTo(copy.Writable);
        return copy;
    }

    /// <summary>A result that must have a certain shape.</summary>
    /// <exception cref="ShapeException">It has another.</exception>
    public static Tensor Import(Tensor result, Shape shape, object maker, string what) =>
        Check.NotNull(result, $"{what} of {maker.GetType().Name}").Shape == shape
            ? Import(result)
            : throw new ShapeException(
                $"{maker.GetType().Name} gave {what} of the shape {result.Shape}, but it must be {shape}."
            );
}
