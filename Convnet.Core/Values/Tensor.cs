using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Convnet;

/// <summary>
/// An immutable block of float32 values: row-major and contiguous, the last axis the fastest. Images are NHWC: (samples, height, width,
/// channels). Equal where shape and bits are equal.
/// </summary>
public sealed class Tensor : IEquatable<Tensor>
{
    private Tensor(Shape shape, ArraySegment<float> storage) => (Shape, Storage) = (shape, storage);

    /// <summary>The extents, outermost first.</summary>
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    public Shape Shape { get; }

    /// <summary>All values in row-major order, for reading.</summary>
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    public ReadOnlySpan<float> Values => Storage;

    /// <summary>How many samples a batch holds: the extent of the first axis.</summary>
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    public int Samples => Shape[0];

    /// <summary>The memory itself: for the function that made the tensor, until it hands the tensor out.</summary>
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    internal ArraySegment<float> Storage { get; }

    /// <summary>The memory to write into: for the function that made the tensor, until it hands the tensor out.</summary>
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    internal Span<float> Writable => Storage;

    /// <summary>A tensor of a copy of <paramref name="values"/>, in row-major order.</summary>
    /// <exception cref="ShapeException">There are more or fewer values than the shape takes.</exception>
    public static Tensor Of(Shape shape, params float[] values) => Of(shape, Check.NotNull(values).AsSpan());

    /// <summary>A tensor of a copy of <paramref name="values"/>, in row-major order.</summary>
    /// <exception cref="ShapeException">There are more or fewer values than the shape takes.</exception>
    public static Tensor Of(Shape shape, ReadOnlySpan<float> values)
    {
        Check.NotNull(shape);
        return values.Length == shape.Size
            ? new(shape, values.ToArray())
            : throw new ShapeException(
                $"{values.Length:N0} values do not fill the shape {shape}, which takes {shape.Size:N0}."
            );
    }

    /// <summary>A tensor of zeros.</summary>
    public static Tensor Zeros(Shape shape) => new(shape, new float[Check.NotNull(shape).Size]);

    /// <summary>A tensor whose value at each place, numbered in row-major order, is what <paramref name="value"/> gives.</summary>
    public static Tensor Create(Shape shape, Func<int, float> value)
    {
        var values = new float[Check.NotNull(shape).Size];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = value(i);
        }

        return new(shape, values);
    }

    /// <summary>The same values under another shape of the same size; nothing is copied.</summary>
    /// <exception cref="ShapeException">The sizes differ.</exception>
    public Tensor Reshape(Shape shape) =>
        Check.NotNull(shape).Size == Shape.Size
            ? new(shape, Storage)
            : throw new ShapeException(
                $"A tensor {Shape} of {Shape.Size:N0} values cannot become {shape}, which takes {shape.Size:N0}."
            );

    /// <summary>A tensor of the same shape whose values are those of <paramref name="function"/>.</summary>
    public Tensor Map(Func<float, float> function) => Create(Shape, i => function(Storage[i]));

    /// <summary>A copy of the values in row-major order.</summary>
    public float[] ToArray() => Values.ToArray();

    /// <summary>The one value at an index for each axis.</summary>
    /// <exception cref="ArgumentException">There are more or fewer indices than axes, or one is outside its axis.</exception>
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    public float this[params int[] indices] => Storage[TensorSlice.Offset(Shape, indices)];

    /// <summary>The part that the indices and ranges select, axis by axis: <c>y[0, .., .., n]</c>. An index drops its axis.</summary>
    /// <exception cref="ArgumentException">There are more or fewer selections than axes, or one is outside its axis.</exception>
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    public Tensor this[params AxisRange[] axes] => TensorSlice.Take(this, axes);

    /// <inheritdoc/>
    public bool Equals(Tensor? other) =>
        other is not null
        && Shape == other.Shape
        && MemoryMarshal.AsBytes(Values).SequenceEqual(MemoryMarshal.AsBytes(other.Values));

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Tensor);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = new HashCode();
        hash.Add(Shape);
        hash.AddBytes(MemoryMarshal.AsBytes(Values));
        return hash.ToHashCode();
    }

    /// <summary>Shape, mean, deviation and range, and the values themselves where they are few.</summary>
    public override string ToString() => TensorText.Describe(this);

    /// <summary>A tensor over memory that the caller owns and will not touch after handing the tensor out.</summary>
    internal static Tensor Own(Shape shape, ArraySegment<float> storage)
    {
        Debug.Assert(shape.Size == storage.Count, "The storage fills the shape.");
        return new(shape, storage);
    }

    /// <summary>A tensor to be filled whole: from the thread's current arena, where there is one, and then of old values; else of zeros.</summary>
    internal static Tensor Uninitialized(Shape shape) => new(shape, Arena.Rent(shape.Size));

    /// <summary>A tensor of zeros from the thread's current arena, where there is one.</summary>
    internal static Tensor Cleared(Shape shape)
    {
        var tensor = Uninitialized(shape);
        tensor.Writable.Clear();
        return tensor;
    }

    /// <summary>A copy that no arena will ever reuse.</summary>
    internal Tensor Detach() => new(Shape, Values.ToArray());
}
