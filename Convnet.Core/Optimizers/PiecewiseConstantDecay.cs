using System.Collections.Immutable;

namespace Convnet;

/// <summary>
/// A learning rate for each stretch of steps.
/// <para>Formula: the first value up to the first boundary and at it, then the next up to the next one (Keras, optimizers/schedules/learning_rate_schedule.py).</para>
/// <para>Errors: an ArgumentException where boundaries do not rise, or the values are not one more than they.</para>
/// <para>Example: <c>new PiecewiseConstantDecay([1000, 2000], [0.1, 0.01, 0.001])</c></para>
/// </summary>
public sealed record PiecewiseConstantDecay : ISchedule
{
    /// <summary>These values, changed after these steps.</summary>
    public PiecewiseConstantDecay(IEnumerable<long> boundaries, IEnumerable<double> values)
    {
        Boundaries = [.. Check.NotNull(boundaries)];
        Values = [.. Check.NotNull(values).Select(rate => Check.NotNegative(rate, nameof(values)))];
        if (Values.Length != Boundaries.Length + 1)
        {
            throw new ArgumentException(
                $"There are {Values.Length} values for {Boundaries.Length} boundaries, but there must be one more than these: one for each stretch.",
                nameof(values)
            );
        }

        if (Boundaries.Zip(Boundaries.Skip(1)).Any(pair => pair.First >= pair.Second))
        {
            throw new ArgumentException(
                $"The boundaries are {string.Join(", ", Boundaries)}, but each must be above the one before.",
                nameof(boundaries)
            );
        }
    }

    /// <summary>The last step of each stretch but the last, rising.</summary>
    public ImmutableArray<long> Boundaries { get; }

    /// <summary>The learning rates of the stretches.</summary>
    public ImmutableArray<double> Values { get; }

    /// <inheritdoc/>
    public double At(long step) => Values[Boundaries.Count(boundary => boundary < step)];

    /// <inheritdoc/>
    public bool Equals(PiecewiseConstantDecay? other) =>
        other is not null && Boundaries.SequenceEqual(other.Boundaries) && Values.SequenceEqual(other.Values);

    /// <inheritdoc/>
    public override int GetHashCode() => Values.Aggregate(Boundaries.Aggregate(0, HashCode.Combine), HashCode.Combine);

    /// <summary>Boundaries and values.</summary>
    public override string ToString() =>
        FormattableString.Invariant(
            $"PiecewiseConstantDecay {{ Boundaries = [{string.Join(", ", Boundaries)}], Values = [{string.Join(", ", Values)}] }}"
        );
}
