using System.Collections.Immutable;

namespace Convnet;

/// <summary>
/// The border between memory that is used again and code that may keep what it sees: a layer or loss of somebody else's gets plain copies,
/// makes plain tensors, and its results are copied in.
/// </summary>
internal static class Guard
{
    /// <summary>True for the library's own types; a wrapper is as foreign as what it holds.</summary>
    public static bool IsOwn(object thing) =>
        thing switch
        {
            Frozen frozen => IsOwn(frozen.Inner),
            ForwardOnly prefix => IsOwn(prefix.Inner),
            MeanLoss mean => IsOwn(mean.Loss),
            _ => thing.GetType().Assembly == typeof(Guard).Assembly,
        };

    /// <summary>The layer with every layer in it that is not the library's own kept away from memory that is used again.</summary>
    public static ILayer Rewrite(ILayer layer, Shape input)
    {
        switch (layer)
        {
            case Frozen frozen:
                return new Frozen(Rewrite(frozen.Inner, input));
            case ForwardOnly prefix:
                return new ForwardOnly(Rewrite(prefix.Inner, input));
            case var other when !IsOwn(other):
                return new GuardedLayer(layer);
            default:
                return Parts.Rewrite(layer, input, Rewrite);
        }
    }

    /// <summary>The places of the layers that are not the library's own, as numbers of parts from the outermost on.</summary>
    public static IEnumerable<ImmutableArray<int>> Guests(ILayer layer, Shape input) =>
        layer switch
        {
            GuardedLayer =>
            [
                [],
            ],
            Frozen frozen => Guests(frozen.Inner, input),
            ForwardOnly prefix => Guests(prefix.Inner, input),
            _ => layer
                .Parts(input)
                .SelectMany((part, i) => Guests(part.Layer, part.Input).Select(guest => guest.Insert(0, i))),
        };

    /// <summary>A copy of a result, in memory of the current arena.</summary>
    public static Tensor Import(Tensor result)
    {
        var copy = Tensor.Uninitialized(result.Shape);
        result.Values.CopyTo(copy.Writable);
        return copy;
    }

    /// <summary>A copy of a result that must have a certain shape, in memory of the current arena.</summary>
    /// <exception cref="ShapeException">It has another.</exception>
    public static Tensor Import(Tensor result, Shape shape, object maker, string what)
    {
        Check(result, shape, maker, what);
        return Import(result);
    }

    /// <summary>Refuses a result that has not the shape that it must have.</summary>
    /// <exception cref="ShapeException">It has another.</exception>
    public static void Check(Tensor result, Shape shape, object maker, string what)
    {
        if (Convnet.Check.NotNull(result, $"{what} of {maker.GetType().Name}").Shape != shape)
        {
            throw new ShapeException(
                $"{maker.GetType().Name} gave {what} of the shape {result.Shape}, but it must be {shape}."
            );
        }
    }
}
