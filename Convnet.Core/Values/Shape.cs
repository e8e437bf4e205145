using System.Collections.Immutable;
using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace Convnet;

/// <summary>
/// The extents of a tensor, outermost axis first, or of one sample without its batch axis:
/// <c>Shape image = [28, 28, 1];</c>. Compared by value; matches list patterns: <c>input is [var h, var w, var c]</c>.
/// </summary>
/// <remarks>Not an IEnumerable on purpose: F# prints a sequence as <c>seq [...]</c>, while this prints as <c>(28, 28, 1)</c>.</remarks>
[CollectionBuilder(typeof(Shape), nameof(Of))]
public sealed record Shape
{
    private readonly ImmutableArray<int> extents;

    /// <summary>A shape from its extents, each at least 0.</summary>
    /// <exception cref="ArgumentOutOfRangeException">An extent is negative, or the product of all is more than an array can hold.</exception>
    public Shape(params int[] extents)
        : this((ReadOnlySpan<int>)Check.NotNull(extents)) { }

    /// <summary>A shape from a sequence of extents (an F# list, say).</summary>
    /// <exception cref="ArgumentOutOfRangeException">An extent is negative, or the product of all is more than an array can hold.</exception>
    public Shape(IEnumerable<int> extents)
        : this((ReadOnlySpan<int>)Check.NotNull(extents).ToArray()) { }

    private Shape(ReadOnlySpan<int> extents)
    {
        long size = 1;
        foreach (var extent in extents)
        {
            size *= Check.NotNegative(extent);
            if (size > Array.MaxLength)
            {
                throw new ArgumentOutOfRangeException(
                    nameof(extents),
                    $"The shape ({string.Join(", ", extents.ToArray())}) has more elements than the {Array.MaxLength:N0} that one array can hold."
                );
            }
        }

        this.extents = [.. extents];
        Size = (int)size;
    }

    /// <summary>A shape from its extents; what a collection expression calls.</summary>
    public static Shape Of(ReadOnlySpan<int> extents) => new(extents);

    /// <summary>How many axes there are.</summary>
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    public int Count => extents.Length;

    /// <summary>The product of the extents; 1 for the shape without axes.</summary>
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    public int Size { get; }

    /// <summary>The extent of an axis; <c>shape[^1]</c> is the last one's.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such axis.</exception>
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    public int this[int axis] =>
        (uint)axis < (uint)extents.Length
            ? extents[axis]
            : throw new ArgumentOutOfRangeException(
                nameof(axis),
                axis,
                $"The shape {this} has {Count} axes, none of number {axis}."
            );

    /// <summary>All extents, outermost first.</summary>
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    public IReadOnlyList<int> Extents => extents;

    /// <summary>The shape of a batch of <paramref name="samples"/> such samples.</summary>
    public Shape Batch(int samples)
    {
        Span<int> batch = Count < 16 ? stackalloc int[Count + 1] : new int[Count + 1];
        batch[0] = samples;
        extents.AsSpan().CopyTo(batch[1..]);
        return new((ReadOnlySpan<int>)batch);
    }

    /// <summary>The shape of one sample of such a batch: all but the first axis.</summary>
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    public Shape Sample =>
        Count > 0
            ? new(extents.AsSpan()[1..])
            : throw new ShapeException("The shape () has no axes, so it has no batch axis to drop.");

    /// <summary>The values of one sample of such a batch, without making its shape.</summary>
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    internal int SampleSize => Count > 0 && extents[0] > 0 ? Size / extents[0] : Sample.Size;

    /// <summary>Walks the extents, outermost first.</summary>
    public ImmutableArray<int>.Enumerator GetEnumerator() => extents.GetEnumerator();

    /// <inheritdoc/>
    public bool Equals(Shape? other) => other is not null && extents.AsSpan().SequenceEqual(other.extents.AsSpan());

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (var extent in extents)
        {
            hash.Add(extent);
        }

        return hash.ToHashCode();
    }

    /// <summary>The extents in brackets: <c>(28, 28, 1)</c>.</summary>
    public override string ToString() => $"({string.Join(", ", extents)})";
}
