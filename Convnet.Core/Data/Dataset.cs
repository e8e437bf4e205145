using System.Diagnostics;
using System.Globalization;

namespace Convnet;

/// <summary>
/// Samples and what each is to become, in memory and never changed: inputs as float32, or as bytes that are scaled while a batch is drawn;
/// targets as class indices or rows. <see cref="Take"/>, <see cref="Skip"/>, <see cref="Split"/> and <see cref="Shuffle"/> are views and copy
/// nothing.
/// </summary>
/// <remarks>
/// Shape: <see cref="InputShape"/> and <see cref="TargetShape"/> are those of one sample.
/// Errors: arrays that do not fit get an ArgumentException that names the sample.
/// </remarks>
/// <example><code>var data = Dataset.OfArrays([28, 28, 1], images, labels);</code></example>
public sealed partial class Dataset
{
    private readonly IRows inputs;
    private readonly IRows targets;
    private readonly IRows? weights;

    private Dataset(IRows inputs, IRows targets, IRows? weights = null) =>
        (this.inputs, this.targets, this.weights) = (inputs, targets, weights);

    /// <summary>How many samples there are; at least one.</summary>
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    public int Count => inputs.Count;

    /// <summary>The shape of one input.</summary>
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    public Shape InputShape => inputs.Shape;

    /// <summary>The shape of one target: () for class indices.</summary>
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    public Shape TargetShape => targets.Shape;

    /// <summary>Whether samples count differently.</summary>
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    public bool HasWeights => weights is not null;

    /// <summary>The same samples, of which each counts as much as its weight says.</summary>
    /// <exception cref="ArgumentException">There are more or fewer weights than samples, or one is negative or not finite.</exception>
    public Dataset WithWeights(params float[] weights)
    {
        if (Check.NotNull(weights).Length != Count)
        {
            throw new ArgumentException(
                $"There are {weights.Length:N0} weights for {Count:N0} samples, but each needs one.",
                nameof(weights)
            );
        }

        for (var i = 0; i < weights.Length; i++)
        {
            if (!(weights[i] >= 0 && float.IsFinite(weights[i])))
            {
                throw new ArgumentException(
                    $"The weight of sample {i} is {weights[i]}, but must be a finite number of at least 0.",
                    nameof(weights)
                );
            }
        }

        return new(inputs, targets, new FloatRows([], (float[])weights.Clone()));
    }

    /// <summary>The same samples with class indices as rows that are 1 at the class and 0 elsewhere.</summary>
    /// <exception cref="ArgumentException">A label is outside 0 … classes−1.</exception>
    /// <exception cref="InvalidOperationException">The targets are rows already.</exception>
    public Dataset ToCategorical(int classes)
    {
        if (targets is not LabelRows { Labels: var labels })
        {
            throw new InvalidOperationException(
                $"The targets are {targets.Kind} {targets.Shape}, but only class indices become one-hot rows: make the data set with int[] labels."
            );
        }

        Categorical.Refuse(labels.Span, Check.Positive(classes));
        return new(inputs, new OneHotRows(labels, classes), weights);
    }

    /// <summary>The first <paramref name="count"/> samples.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There are fewer, or none would be left.</exception>
    public Dataset Take(int count) =>
        count > 0 && count <= Count
            ? Slice(0, count)
            : throw new ArgumentOutOfRangeException(
                nameof(count),
                count,
                $"{count:N0} samples cannot be taken of {Count:N0}: take 1 to {Count:N0}. A data set is never empty."
            );

    /// <summary>All but the first <paramref name="count"/> samples.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The count is negative, or none would be left.</exception>
    public Dataset Skip(int count) =>
        count >= 0 && count < Count
            ? Slice(count, Count - count)
            : throw new ArgumentOutOfRangeException(
                nameof(count),
                count,
                $"{count:N0} samples cannot be skipped of {Count:N0}: skip 0 to {Count - 1:N0}. A data set is never empty."
            );

    /// <summary>Cuts the last <paramref name="fraction"/> of the samples off, in the order they have; Keras' <c>validation_split</c>.</summary>
    /// <remarks>Formula: as Keras, the first part holds ⌊count·(1 − fraction)⌋ samples.</remarks>
    /// <exception cref="ArgumentOutOfRangeException">The fraction is not between 0 and 1, or leaves a part without samples.</exception>
    public DatasetSplit Split(double fraction)
    {
        var first = fraction is > 0 and < 1 ? (int)Math.Floor(Count * (1 - fraction)) : 0;
        return first > 0 && first < Count
            ? new(Take(first), Skip(first))
            : throw new ArgumentOutOfRangeException(
                nameof(fraction),
                fraction,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"A fraction of {fraction} leaves a part of {Count:N0} samples empty: it must be above 0 and below 1, and leave both parts a sample."
                )
            );
    }

    /// <summary>All samples as one batch.</summary>
    public Batch Batch() => Batch([.. Enumerable.Range(0, Count)]);

    /// <summary>The samples of these numbers, in this order, as one batch.</summary>
    /// <exception cref="ArgumentException">There is no number, or one is outside 0 … Count−1.</exception>
    public Batch Batch(IReadOnlyList<int> indices) => Batch([.. Check.NotNull(indices)]);

    /// <summary>The samples of these numbers, in this order, as one batch.</summary>
    /// <exception cref="ArgumentException">There is no number, or one is outside 0 … Count−1.</exception>
    public Batch Batch(ReadOnlySpan<int> indices)
    {
        RefuseIndices(indices);
        var (input, target) = (
            Tensor.Zeros(InputShape.Batch(indices.Length)),
            Tensor.Zeros(TargetShape.Batch(indices.Length))
        );
        DrawInputs(indices, input.Writable);
        DrawTargets(indices, target.Writable);
        if (!HasWeights)
        {
            return new(input, target);
        }

        var weight = Tensor.Zeros([indices.Length]);
        DrawWeights(indices, weight.Writable);
        return new(input, target, weight);
    }

    /// <summary>All samples in order, in batches of <paramref name="batchSize"/>; the last one holds what is left.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The batch size is below 1.</exception>
    public IEnumerable<Batch> Batches(int batchSize)
    {
        Check.Positive(batchSize);
        return Enumerable.Range(0, Count).Chunk(batchSize).Select(indices => Batch(indices.AsSpan()));
    }

    /// <summary>How many samples, of which shapes, stored as what.</summary>
    public override string ToString() =>
        $"{Count:N0} samples {InputShape} of {inputs.Kind}, targets {TargetShape} of {targets.Kind}{(HasWeights ? ", weighted" : "")}";

    /// <summary>Writes the inputs of these numbers one after another. Allocates nothing.</summary>
    internal void DrawInputs(ReadOnlySpan<int> indices, Span<float> destination) => inputs.Draw(indices, destination);

    /// <summary>Writes the targets of these numbers one after another. Allocates nothing.</summary>
    internal void DrawTargets(ReadOnlySpan<int> indices, Span<float> destination) => targets.Draw(indices, destination);

    /// <summary>Writes the weights of these numbers, 1 where the data set has none. Allocates nothing.</summary>
    internal void DrawWeights(ReadOnlySpan<int> indices, Span<float> destination)
    {
        if (weights is null)
        {
            destination[..indices.Length].Fill(1);
        }
        else
        {
            weights.Draw(indices, destination);
        }
    }

    private Dataset Slice(int start, int count) =>
        new(inputs.Slice(start, count), targets.Slice(start, count), weights?.Slice(start, count));

    private void RefuseIndices(ReadOnlySpan<int> indices)
    {
        if (indices.IsEmpty)
        {
            throw new ArgumentException("A batch needs at least one sample, but no index was given.", nameof(indices));
        }

        foreach (var index in indices)
        {
            if ((uint)index >= (uint)Count)
            {
                throw new ArgumentOutOfRangeException(
                    nameof(indices),
                    index,
                    $"There is no sample {index}: the data set holds {Count:N0}, numbered 0 to {Count - 1}."
                );
            }
        }
    }
}
