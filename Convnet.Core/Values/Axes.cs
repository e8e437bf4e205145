using System.Collections.Immutable;
using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace Convnet;

/// <summary>
/// Numbers of axes, as Keras counts them: 0 is the batch, 1 the first axis of a sample, −1 the last: <c>Axes axes = [1, 2];</c>, or one,
/// <c>Axes last = -1;</c>. Compared by value.
/// </summary>
[CollectionBuilder(typeof(Axes), nameof(Of))]
public sealed record Axes
{
    private readonly ImmutableArray<int> numbers;

    /// <summary>These axes, at least one.</summary>
    /// <exception cref="ArgumentException">There is none, or the batch is among them.</exception>
    public Axes(params int[] numbers)
    {
        this.numbers = [.. Check.NotNull(numbers)];
        if (numbers.Length == 0 || numbers.Contains(0))
        {
            throw new ArgumentException(
                $"The axes are [{string.Join(", ", numbers)}], but must be at least one, and not 0, the batch. The channels are -1.",
                nameof(numbers)
            );
        }
    }

    /// <summary>These axes; what a collection expression calls.</summary>
    public static Axes Of(ReadOnlySpan<int> numbers) => new(numbers.ToArray());

    /// <summary>The numbers as they were given.</summary>
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    public IReadOnlyList<int> Numbers => numbers;

    /// <summary>One axis.</summary>
    public static implicit operator Axes(int number) => new(number);

    /// <summary>Walks the numbers.</summary>
    public ImmutableArray<int>.Enumerator GetEnumerator() => numbers.GetEnumerator();

    /// <inheritdoc/>
    public bool Equals(Axes? other) => other is not null && numbers.AsSpan().SequenceEqual(other.numbers.AsSpan());

    /// <inheritdoc/>
    public override int GetHashCode() => numbers.Aggregate(numbers.Length, HashCode.Combine);

    /// <summary>The one number, or all of them in brackets.</summary>
    public override string ToString() => numbers.Length == 1 ? $"{numbers[0]}" : $"[{string.Join(", ", numbers)}]";

    /// <summary>The numbers within a sample, from 0, in ascending order.</summary>
    /// <exception cref="ShapeException">The sample has no such axis, or one is named twice.</exception>
    internal int[] Within(Shape sample, string layer)
    {
        var within = numbers.Select(number => number < 0 ? sample.Count + number : number - 1).Order().ToArray();
        return within.All(axis => axis >= 0 && axis < sample.Count) && within.Distinct().Count() == within.Length
            ? within
            : throw new ShapeException(
                $"{layer} was told the axes {this}, but was given {sample}, whose axes are 1 to {sample.Count}, or -{sample.Count} to -1, each once."
            );
    }
}
