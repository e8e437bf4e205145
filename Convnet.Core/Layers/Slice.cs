namespace Convnet;

/// <summary>
/// Some of the channels: a run of places of the last axis.
/// <para>Shape: (…, channels) becomes (…, <paramref name="Count"/>).</para>
/// <para>Formula: y[…, c] = x[…, start + c].</para>
/// <para>Errors: a ShapeException where there are not so many channels.</para>
/// <para>Example: <c>new Branches(Merge.Concatenate, new Slice(0, 8), new Sequential(new Slice(8, 8), new Conv2D(8, (1, 1))))</c></para>
/// </summary>
/// <param name="Start">The first channel that is taken, from 0.</param>
/// <param name="Count">How many are taken, at least 1.</param>
public sealed record Slice(int Start, int Count) : ILayer
{
    /// <summary>The first channel that is taken, from 0.</summary>
    public int Start
    {
        get;
        init => field = Check.NotNegative(value);
    } = Check.NotNegative(Start);

    /// <summary>How many are taken, at least 1.</summary>
    public int Count
    {
        get;
        init => field = Check.Positive(value);
    } = Check.Positive(Count);

    /// <inheritdoc/>
    public Shape OutputShape(Shape input) =>
        input.Count > 0 && Start + (long)Count <= input[^1]
            ? [.. input.Extents.SkipLast(1), Count]
            : throw new ShapeException(
                $"Slice takes {Count} channels from number {Start} on, so it needs at least {Start + (long)Count}, but was given {input}. "
                    + "Take fewer, or from an earlier one."
            );

    /// <inheritdoc/>
    public Tensor Forward(Parameters parameters, Tensor input, Phase phase) => Take(input, Start, Count);

    /// <inheritdoc/>
    public Differential ForwardWithPullback(Parameters parameters, Tensor input, Phase phase)
    {
        var shape = input.Shape;
        return new(
            Take(input, Start, Count),
            (outputGradient, wanted) =>
                new(wanted.HasFlag(Wanted.Input) ? Put(outputGradient, shape, Start) : input, Parameters.None)
        );
    }

    /// <summary>The constructor with the options that were told: <c>Slice(0, 8)</c>.</summary>
    public override string ToString() => Construction.Text(this);

    /// <summary>A copy of some channels.</summary>
    internal static Tensor Take(Tensor tensor, int start, int count)
    {
        var channels = tensor.Shape[^1];
        var taken = Tensor.Uninitialized([.. tensor.Shape.Extents.SkipLast(1), count]);
        Runs.Copy(tensor.Values[start..], channels, taken.Writable, count, tensor.Values.Length / channels, count);
        return taken;
    }

    private static Tensor Put(Tensor taken, Shape shape, int start)
    {
        var (whole, count) = (Tensor.Cleared(shape), taken.Shape[^1]);
        Runs.Copy(taken.Values, count, whole.Writable[start..], shape[^1], taken.Values.Length / count, count);
        return whole;
    }
}
